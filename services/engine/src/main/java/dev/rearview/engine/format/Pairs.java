package dev.rearview.engine.format;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Reads {@code key=value key="quoted value"} from left to right. */
public final class Pairs {
  private final String text;
  private int at;
  private String key = "";
  private String value = "";

  private Pairs(String text) {
    this.text = text;
  }

  /**
   * Gives each pair of a text that is nothing but pairs.
   *
   * @return how many there were, or -1 where something else stands between them
   */
  static int strict(String text, BiConsumer<String, Object> sink) {
    Pairs pairs = new Pairs(text);
    int count = 0;
    while (pairs.skipBlanks()) {
      if (!pairs.pair()) {
        return -1;
      }
      sink.accept(pairs.key, Scalars.of(pairs.value));
      count++;
    }
    return count;
  }

  /** Gives each pair and passes over what is none. */
  static void lenient(String text, BiConsumer<String, Object> sink) {
    Pairs pairs = new Pairs(text);
    while (pairs.skipBlanks()) {
      if (pairs.pair()) {
        sink.accept(pairs.key, Scalars.of(pairs.value));
      } else {
        pairs.skipWord();
      }
    }
  }

  /**
   * The value of a key somewhere in a message such as {@code failed rhost=10.0.0.1 user=root}; the
   * key counts without case and {@code _}. Null where it is not there or has no value.
   */
  public static @Nullable Object find(String message, String wanted) {
    for (int equals = message.indexOf('=');
        equals >= 0;
        equals = message.indexOf('=', equals + 1)) {
      int start = equals;
      while (start > 0 && isKeyCharacter(message.charAt(start - 1))) {
        start--;
      }
      if (start < equals && sameName(message.substring(start, equals), wanted)) {
        Pairs pairs = new Pairs(message);
        pairs.at = equals + 1;
        pairs.readValue();
        String value = trimmed(pairs.value);
        return value.isEmpty() ? null : Scalars.of(value);
      }
    }
    return null;
  }

  /** The value that is written so, with or without quotes. */
  static String value(String written) {
    Pairs pairs = new Pairs(written);
    pairs.readValue();
    return pairs.value;
  }

  private static String trimmed(String value) {
    int end = value.length();
    while (end > 0 && ",;)]}".indexOf(value.charAt(end - 1)) >= 0) {
      end--;
    }
    return value.substring(0, end);
  }

  private static boolean sameName(String key, String wanted) {
    return key.replace("_", "").equalsIgnoreCase(wanted.replace("_", ""));
  }

  private boolean skipBlanks() {
    while (at < text.length() && text.charAt(at) <= ' ') {
      at++;
    }
    return at < text.length();
  }

  private void skipWord() {
    while (at < text.length() && text.charAt(at) > ' ') {
      at++;
    }
  }

  private boolean pair() {
    int start = at;
    int end = start;
    while (end < text.length() && isKeyCharacter(text.charAt(end))) {
      end++;
    }
    if (end == start || end >= text.length() || text.charAt(end) != '=') {
      return false;
    }
    key = text.substring(start, end);
    at = end + 1;
    readValue();
    return true;
  }

  private void readValue() {
    if (at < text.length() && text.charAt(at) == '"') {
      quoted();
      return;
    }
    int start = at;
    while (at < text.length() && text.charAt(at) > ' ') {
      at++;
    }
    value = text.substring(start, at);
  }

  private void quoted() {
    StringBuilder out = new StringBuilder();
    at++;
    while (at < text.length() && text.charAt(at) != '"') {
      char c = text.charAt(at++);
      if (c == '\\' && at < text.length()) {
        char escaped = text.charAt(at++);
        out.append(
            switch (escaped) {
              case 'n' -> '\n';
              case 't' -> '\t';
              case 'r' -> '\r';
              default -> escaped;
            });
      } else {
        out.append(c);
      }
    }
    at = Math.min(text.length(), at + 1);
    value = out.toString();
  }

  private static boolean isKeyCharacter(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == '-' || c == '@' || c == '/';
  }
}
