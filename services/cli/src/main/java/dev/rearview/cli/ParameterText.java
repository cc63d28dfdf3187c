package dev.rearview.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Parameters as they are given on a command line: a whole or decimal number, true, false and null
 * are these; text is anything else, or what stands between single quotes.
 */
final class ParameterText {
  private ParameterText() {}

  static Map<String, @Nullable Object> values(Map<String, String> written) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    written.forEach((name, text) -> values.put(name, value(text)));
    return values;
  }

  private static @Nullable Object value(String text) {
    if (text.length() > 1 && text.startsWith("'") && text.endsWith("'")) {
      return text.substring(1, text.length() - 1);
    }
    if (text.matches("-?\\d{1,18}")) {
      return Long.valueOf(text);
    }
    if (text.matches("-?\\d{1,30}\\.\\d{1,30}")) {
      return Double.valueOf(text);
    }
    return switch (text) {
      case "true" -> Boolean.TRUE;
      case "false" -> Boolean.FALSE;
      case "null" -> null;
      default -> text;
    };
  }
}
