package dev.rearview.engine.pattern;

/**
 * Where quotes stand in bytes, as bits: what lies between two of them is found by counting zeros.
 */
public final class Quotes {
  private Quotes() {}

  /**
   * Marks the quotes.
   *
   * @param marks takes a bit for each byte from {@code from} on, the lowest bit of the first word
   *     first; what bits from {@code to} on are does not matter
   * @return whether they were marked, which is done where it is fast, and no byte is a backslash or
   *     below a blank, so that each quote begins or ends a JSON string
   */
  public static boolean mark(byte[] bytes, int from, int to, long[] marks) {
    return Lines.KERNELS.markQuotes(bytes, from, to, marks);
  }

  /**
   * Marks one byte.
   *
   * @return 0 where it is neither a backslash nor below a blank
   */
  static int mark(long[] marks, int place, byte value) {
    long bit = value == '"' ? 1L << place : 0;
    if ((place & 63) == 0) {
      marks[place >> 6] = bit;
    } else {
      marks[place >> 6] |= bit;
    }
    return value == '\\' || value >= 0 && value < ' ' ? 1 : 0;
  }
}
