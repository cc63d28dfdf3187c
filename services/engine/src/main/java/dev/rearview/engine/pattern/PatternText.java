package dev.rearview.engine.pattern;

/** The text of a pattern and how far it has been read. */
final class PatternText {
  private static final int[] NO_COUNTS = {};
  private static final int MOST_DIGITS = 8;

  private final String text;
  private int at;

  PatternText(String text) {
    this.text = text;
  }

  boolean more() {
    return at < text.length();
  }

  boolean isNext(char c) {
    return more() && text.charAt(at) == c;
  }

  boolean skipIf(String wanted) {
    boolean there = text.startsWith(wanted, at);
    at += there ? wanted.length() : 0;
    return there;
  }

  /** Whether the name of a class such as {@code [:alpha:]} comes. */
  boolean isClassName() {
    return text.startsWith("[:", at) && text.indexOf(":]", at) >= 0;
  }

  /** Whether what was read last is a capital. */
  boolean wasUpper() {
    return Character.isUpperCase(text.charAt(at - 1));
  }

  /**
   * Reads a character.
   *
   * @throws MalformedPatternException where there is none
   */
  int next() {
    if (!more()) {
      throw new MalformedPatternException(
          "it ends too early, where a ] or } is missing or after \\");
    }
    int c = text.codePointAt(at);
    at += Character.charCount(c);
    return c;
  }

  /** What stands before the next {@code end}, or before the pattern's; both are read. */
  String until(String end) {
    int found = text.indexOf(end, at);
    String before = found < 0 ? text.substring(at) : text.substring(at, found);
    at = found < 0 ? text.length() : found + end.length();
    return before;
  }

  /**
   * After "{": least and most of {@code n}, {@code n,m} or {@code n,}} and reads them; none where
   * that is no repetition but text.
   */
  int[] counts() {
    int start = at;
    int min = count();
    int max = min;
    if (skipIf(",")) {
      max = count(); // of none, -1, is UNLIMITED
    }
    if (min >= 0 && skipIf("}")) {
      return new int[] {min, max};
    }
    at = start;
    return NO_COUNTS;
  }

  /** Reads a number without leading zeros; -1 where there is none. */
  private int count() {
    int start = at;
    while (isDigit('9')) {
      at++;
    }
    int length = at - start;
    if (length == 0 || length > 1 && text.charAt(start) == '0') {
      at = start;
      return -1;
    }
    return length > MOST_DIGITS ? Integer.MAX_VALUE : Integer.parseInt(text, start, at, 10);
  }

  private boolean isDigit(char highest) {
    return more() && text.charAt(at) >= '0' && text.charAt(at) <= highest;
  }

  /** After a backslash: the one character that the escape means. */
  int escapedCharacter() {
    int c = next();
    return switch (c) {
      case '0', '1', '2', '3', '4', '5', '6', '7' -> octal(c - '0');
      case 'x' -> hexadecimal();
      case 'a' -> 7;
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'v' -> 11;
      default -> c;
    };
  }

  private int octal(int first) {
    int value = first;
    for (int i = 0; i < 2 && isDigit('7'); i++) {
      value = value * 8 + next() - '0';
    }
    return value;
  }

  private int hexadecimal() {
    if (!skipIf("{")) {
      return 16 * hexadecimalDigit() + hexadecimalDigit();
    }
    int value = 0;
    while (!skipIf("}")) {
      value = 16 * value + hexadecimalDigit();
      if (value > CodePoints.MAX) {
        throw new MalformedPatternException("there is no character above \\x{10FFFF}");
      }
    }
    return value;
  }

  private int hexadecimalDigit() {
    int digit = Character.digit(next(), 16);
    if (digit < 0) {
      throw new MalformedPatternException("after \\x come hexadecimal digits");
    }
    return digit;
  }
}
