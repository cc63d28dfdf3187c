package dev.rearview.engine.format;

/**
 * Some of the ASCII characters, and all other bytes or none.
 *
 * @param low the characters 0 to 63
 * @param high the characters 64 to 127
 * @param others whether the bytes of characters beyond ASCII are in it
 */
record ByteSet(long low, long high, boolean others) {
  static final ByteSet NONE = new ByteSet(0, 0, false);
  static final ByteSet ALL = new ByteSet(-1, -1, true);

  static ByteSet of(int c) {
    return c < 64
        ? new ByteSet(1L << c, 0, false)
        : c < 128 ? new ByteSet(0, 1L << (c - 64), false) : new ByteSet(0, 0, true);
  }

  /** From one character to another, both included. */
  static ByteSet range(int from, int to) {
    ByteSet all = to > 127 ? new ByteSet(0, 0, true) : NONE;
    for (int c = from; c <= Math.min(to, 127); c++) {
      all = all.or(of(c));
    }
    return all;
  }

  ByteSet or(ByteSet o) {
    return new ByteSet(low | o.low, high | o.high, others || o.others);
  }

  /** All that is not in it; characters beyond ASCII always are, as it may hold but some of them. */
  ByteSet not() {
    return new ByteSet(~low, ~high, true);
  }

  boolean isDisjoint(ByteSet o) {
    return (low & o.low) == 0 && (high & o.high) == 0 && !(others && o.others);
  }

  /** With both cases of each letter. */
  ByteSet anyCase() {
    long letters = high & 0x07FFFFFE07FFFFFEL;
    long upper = letters & 0x07FFFFFEL;
    long lower = letters & 0x07FFFFFE00000000L;
    return new ByteSet(low, high | upper << 32 | lower >>> 32, others);
  }

  boolean has(byte b) {
    return b < 0 ? others : has((int) b);
  }

  boolean has(char c) {
    return c > 127 ? others : has((int) c);
  }

  private boolean has(int ascii) {
    return ((ascii < 64 ? low : high) >>> ascii & 1) != 0;
  }
}
