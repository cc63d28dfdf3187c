package dev.rearview.engine.format;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Names for what stands in the patterns of many formats: {@code %{iso}} in a pattern is the group
 * {@code time} in that layout, {@code %{level}} the group {@code level}, and so on.
 */
public final class Shorthands {
  private static final Map<String, String> TABLE = table();

  private Shorthands() {}

  /** Each shorthand with the pattern that it stands for. */
  public static Map<String, String> all() {
    return TABLE;
  }

  /**
   * The pattern with its shorthands written out.
   *
   * @throws IllegalArgumentException where one is not known
   */
  static String expand(String pattern) {
    int begin = pattern.indexOf("%{");
    if (begin < 0) {
      return pattern;
    }
    StringBuilder out = new StringBuilder(pattern.length() * 2);
    int at = 0;
    while (begin >= 0) {
      int end = pattern.indexOf('}', begin);
      String name = end < 0 ? "" : pattern.substring(begin + 2, end);
      String meaning = TABLE.get(name);
      if (meaning == null) {
        throw new IllegalArgumentException(
            "'%s' is no shorthand: expected one of %s"
                .formatted(
                    pattern.substring(begin, end < 0 ? pattern.length() : end + 1), names()));
      }
      out.append(pattern, at, begin).append(meaning);
      at = end + 1;
      begin = pattern.indexOf("%{", at);
    }
    return out.append(pattern, at, pattern.length()).toString();
  }

  private static String names() {
    return String.join(", ", TABLE.keySet().stream().map(name -> "%{" + name + "}").toList());
  }

  private static Map<String, String> table() {
    Map<String, String> table = new LinkedHashMap<>();
    table.put(
        "iso",
        "(?<time>\\d{4}[-/]\\d\\d[-/]\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d{1,9})?(?:(?:Z|[+-]\\d\\d(?::?\\d\\d)?| ?(?:UTC|GMT|[+-]\\d\\d:?\\d\\d))\\b)?)");
    table.put("syslog", "(?<time>[A-Z][a-z]{2} [ \\d]?\\d \\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?)");
    table.put(
        "common_log",
        "(?<time>\\d\\d?/[A-Za-z]{3}/\\d{4}[: ]\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?(?: ?[+-]\\d\\d:?\\d\\d)?)");
    table.put(
        "ctime",
        "(?<time>[A-Z][a-z]{2} [A-Z][a-z]{2} [ \\d]?\\d \\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})? \\d{4})");
    table.put("epoch", "(?<time>\\d{9,19}(?:\\.\\d{1,9})?)");
    table.put(
        "level",
        "(?<level>(?i:TRACE|TRC|FINEST|FINER|FINE|VERBOSE|DEBUG|DBG|CONFIG|INFORMATION|INFO|INF|NOTICE|WARNING|WARN|WRN|ERROR|ERR|SEVERE|CRITICAL|CRIT|FATAL|FTL|ALERT|EMERG|PANIC|DPANIC))");
    table.put("logger", "(?<logger>[\\w.$/#-]{1,200})");
    table.put("thread", "(?<thread>[^\\[\\]]*(?:\\[[^\\[\\]]*\\][^\\[\\]]*){0,8})");
    table.put("ip", "(?:\\d{1,3}(?:\\.\\d{1,3}){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)");
    table.put("quoted", "[^\"\\\\]*(?:\\\\.[^\"\\\\]*)*");
    table.put("message", "(?<message>.*)");
    return java.util.Collections.unmodifiableMap(table);
  }
}
