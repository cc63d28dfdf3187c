package dev.rearview.engine.pattern;

import java.util.function.IntPredicate;

/** A set of byte values, 0 to 255. */
public record ByteClass(long bits0, long bits64, long bits128, long bits192) {
  /** No byte. */
  public static final ByteClass NONE = new ByteClass(0, 0, 0, 0);

  /** Every byte. */
  public static final ByteClass ALL = new ByteClass(-1, -1, -1, -1);

  /** {@code 0} to {@code 9}. */
  public static final ByteClass DIGIT = range('0', '9');

  /** One byte, 0 to 255. */
  public static ByteClass of(int value) {
    return range(value, value);
  }

  /** The ASCII letter in both its cases, any other byte alone. */
  public static ByteClass ignoringCase(int value) {
    int lower = value | 0x20;
    return lower >= 'a' && lower <= 'z' ? of(lower).or(of(lower - 0x20)) : of(value);
  }

  /** The bytes from {@code low} to {@code high}, both included, both 0 to 255. */
  public static ByteClass range(int low, int high) {
    if (low < 0 || high > 0xFF) {
      throw new IllegalArgumentException("no bytes: %d to %d".formatted(low, high));
    }
    long[] words = new long[4];
    for (int b = low; b <= high; b++) {
      words[b >> 6] |= 1L << b;
    }
    return new ByteClass(words[0], words[1], words[2], words[3]);
  }

  /** The bytes that a test says yes to. */
  static ByteClass where(IntPredicate has) {
    long[] words = new long[4];
    for (int b = 0; b <= 0xFF; b++) {
      words[b >> 6] |= has.test(b) ? 1L << b : 0;
    }
    return new ByteClass(words[0], words[1], words[2], words[3]);
  }

  /** The bytes of either. */
  public ByteClass or(ByteClass other) {
    return new ByteClass(
        bits0 | other.bits0,
        bits64 | other.bits64,
        bits128 | other.bits128,
        bits192 | other.bits192);
  }

  /** The bytes of which one here has the same lower seven bits. */
  ByteClass ofSevenBits() {
    return new ByteClass(bits0 | bits128, bits64 | bits192, bits0 | bits128, bits64 | bits192);
  }

  /** The bytes that are not in it. */
  public ByteClass complement() {
    return new ByteClass(~bits0, ~bits64, ~bits128, ~bits192);
  }

  /** Whether it has this byte, 0 to 255. */
  public boolean contains(int value) {
    long word =
        switch (value >> 6) {
          case 0 -> bits0;
          case 1 -> bits64;
          case 2 -> bits128;
          default -> bits192;
        };
    return (word >> value & 1) != 0;
  }

  /** The lowest byte; it has one. */
  int lowest() {
    int b = 0;
    while (!contains(b)) {
      b++;
    }
    return b;
  }

  /** The highest byte; it has one. */
  int highest() {
    int b = 0xFF;
    while (!contains(b)) {
      b--;
    }
    return b;
  }

  /** The bits in which all its bytes agree; it has one. */
  int agreeing() {
    int differing = 0;
    int lowest = lowest();
    for (int b = lowest; b <= 0xFF; b++) {
      differing |= contains(b) ? b ^ lowest : 0;
    }
    return 0xFF & ~differing;
  }

  /** What these bits are. */
  int agreed() {
    return lowest() & agreeing();
  }

  /** How many bytes it has, 0 to 256. */
  public int size() {
    return Long.bitCount(bits0)
        + Long.bitCount(bits64)
        + Long.bitCount(bits128)
        + Long.bitCount(bits192);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int low = 0; low < 256; low++) {
      if (!contains(low)) {
        continue;
      }
      int high = low;
      while (high < 255 && contains(high + 1)) {
        high++;
      }
      text.append(shown(low));
      if (high > low) {
        text.append('-').append(shown(high));
      }
      low = high;
    }
    return size() == 1 ? text.toString() : "[" + text + "]";
  }

  private static String shown(int value) {
    return value > ' ' && value < 0x7F ? String.valueOf((char) value) : "\\x%02X".formatted(value);
  }
}
