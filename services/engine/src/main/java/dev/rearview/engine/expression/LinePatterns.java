package dev.rearview.engine.expression;

/** Tells of patterns whether all that they can match lies within one line. */
final class LinePatterns {
  private LinePatterns() {}

  /**
   * Whether a pattern surely matches no end of line, by what it is written of: letters, digits, any
   * character but newline, classes that list what they take. It says no in doubt.
   */
  static boolean staysInLine(String pattern) {
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      char next = i + 1 < pattern.length() ? pattern.charAt(i + 1) : ' ';
      switch (c) {
        case '\\' -> {
          if (Character.isLetterOrDigit(next) && "dwSbBAz".indexOf(next) < 0) {
            return false;
          }
          i++;
        }
        case '[' -> {
          if (next == '^' || next == '[') {
            return false;
          }
        }
        case '(' -> {
          if (next == '?' && !startsKnownGroup(pattern, i + 2)) {
            return false;
          }
        }
        default -> {
          if (c < ' ') {
            return false;
          }
        }
      }
    }
    return true;
  }

  /** {@code (?:}, {@code (?i)}, {@code (?i:}, {@code (?P<}, {@code (?<}. */
  private static boolean startsKnownGroup(String pattern, int at) {
    return pattern.startsWith(":", at)
        || pattern.startsWith("i)", at)
        || pattern.startsWith("i:", at)
        || pattern.startsWith("P<", at)
        || pattern.startsWith("<", at);
  }
}
