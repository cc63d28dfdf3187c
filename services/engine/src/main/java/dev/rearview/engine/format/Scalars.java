package dev.rearview.engine.format;

/** Bare words of a log as values, where nothing of how they are written is lost by it. */
final class Scalars {
  private Scalars() {}

  /** A long or double only where it would be written back the same; true and false; else text. */
  static Object of(String text) {
    int length = text.length();
    if (length == 0 || length > 24) {
      return text;
    }
    char first = text.charAt(0);
    if ((first >= '0' && first <= '9') || (first == '-' && length > 1)) {
      return number(text);
    }
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> text;
    };
  }

  private static Object number(String text) {
    boolean point = false;
    for (int i = text.charAt(0) == '-' ? 1 : 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.' && !point) {
        point = true;
      } else if (c < '0' || c > '9') {
        return text;
      }
    }
    try {
      Object value = point ? (Object) Double.valueOf(text) : (Object) Long.valueOf(text);
      return value.toString().equals(text) ? value : text;
    } catch (NumberFormatException e) {
      return text;
    }
  }
}
