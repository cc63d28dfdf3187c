package dev.rearview.engine.format;

import java.nio.charset.StandardCharsets;

/** Reads decimal numbers from ASCII bytes. */
final class DecimalBytes {
  /** Digits that a long surely holds. */
  private static final int SAFE_DIGITS = 18;

  /** Whole numbers up to this are doubles without loss. */
  private static final long EXACT = 1L << 53;

  /** Powers of ten that are doubles without loss: dividing by one of them rounds once. */
  private static final double[] POWERS = {
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
    1e18, 1e19, 1e20, 1e21, 1e22
  };

  private DecimalBytes() {}

  /**
   * A JSON number: a long where it has neither point nor exponent and fits, else the nearest
   * double.
   */
  static Number number(byte[] b, int from, int to) {
    boolean negative = b[from] == '-';
    long digits = 0;
    int count = 0;
    int point = -1;
    for (int i = negative ? from + 1 : from; i < to; i++) {
      byte c = b[i];
      if (c == '.') {
        point = i;
      } else if (c >= '0' && c <= '9' && count < SAFE_DIGITS) {
        digits = digits * 10 + (c - '0');
        count++;
      } else {
        return slow(new String(b, from, to - from, StandardCharsets.ISO_8859_1));
      }
    }
    if (point < 0) {
      return negative ? -digits : digits;
    }
    if (digits > EXACT) {
      return slow(new String(b, from, to - from, StandardCharsets.ISO_8859_1));
    }
    double value = digits / POWERS[to - point - 1];
    return negative ? -value : value;
  }

  private static Number slow(String text) {
    if (text.indexOf('.') < 0 && text.indexOf('e') < 0 && text.indexOf('E') < 0) {
      try {
        return Long.valueOf(text);
      } catch (NumberFormatException e) {
        return Double.valueOf(text);
      }
    }
    return Double.valueOf(text);
  }
}
