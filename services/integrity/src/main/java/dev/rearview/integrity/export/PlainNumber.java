package dev.rearview.integrity.export;

import java.nio.charset.StandardCharsets;

/** Reads numbers as Java and JSON both write them. Not safe for use by several threads at once. */
final class PlainNumber {
  /** Integers up to here, and powers of ten up to 10^22, are exact as double. */
  private static final long MAX_EXACT = 1L << 53;

  private static final double[] TENS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  private static final int MAX_DIGITS = 18;

  private long integer;
  private double fraction;

  long integer() {
    return integer;
  }

  double fraction() {
    return fraction;
  }

  /** Reads at most 18 digits; the place behind them, or -1. */
  int readInteger(byte[] bytes, int from, int to) {
    boolean negative = from < to && bytes[from] == '-';
    int first = negative ? from + 1 : from;
    int at = first;
    long value = 0;
    while (at < to && isDigit(bytes[at])) {
      value = 10 * value + bytes[at++] - '0';
    }
    boolean plain = at > first && at - first <= MAX_DIGITS && at < to;
    boolean leadingZero = plain && bytes[first] == '0' && (at - first > 1 || negative);
    if (!plain || leadingZero || isPartOfNumber(bytes[at])) {
      return -1;
    }
    integer = negative ? -value : value;
    return at;
  }

  /** Reads a number that has a point, as Java writes every double; the place behind it, or -1. */
  int readFraction(byte[] bytes, int from, int to) {
    int at = from < to && bytes[from] == '-' ? from + 1 : from;
    int first = at;
    long digits = 0;
    while (at < to && isDigit(bytes[at])) {
      digits = 10 * digits + bytes[at++] - '0';
    }
    int point = at;
    if (at == first || (bytes[first] == '0' && at - first > 1) || at >= to || bytes[at] != '.') {
      return -1;
    }
    at++;
    while (at < to && isDigit(bytes[at])) {
      digits = 10 * digits + bytes[at++] - '0';
    }
    int decimals = at - point - 1;
    if (decimals == 0) {
      return -1;
    }
    boolean exact = point - first + decimals <= MAX_DIGITS && digits <= MAX_EXACT;
    int end = exponentEnd(bytes, at, to);
    if (end < 0 || end >= to || isPartOfNumber(bytes[end])) {
      return -1;
    }
    if (end == at && exact && decimals < TENS.length) {
      double value = digits / TENS[decimals];
      fraction = first > from ? -value : value;
    } else {
      fraction = Double.parseDouble(new String(bytes, from, end - from, StandardCharsets.US_ASCII));
    }
    return Double.isFinite(fraction) ? end : -1;
  }

  private static int exponentEnd(byte[] bytes, int from, int to) {
    if (from >= to || bytes[from] != 'E') {
      return from;
    }
    int at = from + 1;
    if (at < to && bytes[at] == '-') {
      at++;
    }
    int first = at;
    while (at < to && isDigit(bytes[at])) {
      at++;
    }
    return at > first ? at : -1;
  }

  private static boolean isPartOfNumber(byte b) {
    return isDigit(b) || b == '.' || b == 'e' || b == 'E' || b == '+' || b == '-';
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }
}
