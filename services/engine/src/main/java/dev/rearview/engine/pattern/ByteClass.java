package dev.rearview.engine.pattern;

/** A set of byte values, 0 to 255. */
public record ByteClass(long bits0, long bits64, long bits128, long bits192) {
  /** No byte. */
  public static final ByteClass NONE = new ByteClass(0, 0, 0, 0);

  /** Every byte. */
  public static final ByteClass ALL = new ByteClass(-1, -1, -1, -1);

  /** Of the numbers 0 to 63 those that have the bit 0, 1, … set. */
  private static final long[] WITH_BIT = {
    0xAAAAAAAAAAAAAAAAL,
    0xCCCCCCCCCCCCCCCCL,
    0xF0F0F0F0F0F0F0F0L,
    0xFF00FF00FF00FF00L,
    0xFFFF0000FFFF0000L,
    0xFFFFFFFF00000000L
  };

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
    return new ByteClass(
        upTo(high) & ~upTo(low - 1),
        upTo(high - 64) & ~upTo(low - 65),
        upTo(high - 128) & ~upTo(low - 129),
        upTo(high - 192) & ~upTo(low - 193));
  }

  /** The bits of a word up to one, which may lie before it or behind it. */
  private static long upTo(int bit) {
    return bit < 0 ? 0 : bit >= 63 ? -1L : (2L << bit) - 1;
  }

  /** The bytes of either. */
  public ByteClass or(ByteClass other) {
    return new ByteClass(
        bits0 | other.bits0,
        bits64 | other.bits64,
        bits128 | other.bits128,
        bits192 | other.bits192);
  }

  /** Whether another has all of its bytes. */
  public boolean isWithin(ByteClass other) {
    return ((bits0 & ~other.bits0)
            | (bits64 & ~other.bits64)
            | (bits128 & ~other.bits128)
            | (bits192 & ~other.bits192))
        == 0;
  }

  /** The bytes of which one here has the same lower seven bits. */
  ByteClass ofSevenBits() {
    return new ByteClass(bits0 | bits128, bits64 | bits192, bits0 | bits128, bits64 | bits192);
  }

  /** The bytes that some here become where the bit of {@code 0x20}, a letter's case, is cleared. */
  ByteClass cleared() {
    return new ByteClass(cleared(bits0), cleared(bits64), cleared(bits128), cleared(bits192));
  }

  private static long cleared(long word) {
    return (word | word >>> 0x20) & 0xFFFFFFFFL;
  }

  /** The bytes that become one here where that bit is cleared. */
  ByteClass becoming() {
    return new ByteClass(becoming(bits0), becoming(bits64), becoming(bits128), becoming(bits192));
  }

  private static long becoming(long word) {
    long low = word & 0xFFFFFFFFL;
    return low | low << 0x20;
  }

  /** The bytes that are not in it. */
  public ByteClass complement() {
    return new ByteClass(~bits0, ~bits64, ~bits128, ~bits192);
  }

  /** Whether it has this byte, 0 to 255. */
  public boolean contains(int value) {
    return (word(value >> 6) >> value & 1) != 0;
  }

  /** The lowest byte; it has one. */
  int lowest() {
    int word = 0;
    while (word(word) == 0) {
      word++;
    }
    return 64 * word + Long.numberOfTrailingZeros(word(word));
  }

  /** The highest byte; it has one. */
  int highest() {
    int word = 3;
    while (word(word) == 0) {
      word--;
    }
    return 64 * word + 63 - Long.numberOfLeadingZeros(word(word));
  }

  private long word(int number) {
    return switch (number) {
      case 0 -> bits0;
      case 1 -> bits64;
      case 2 -> bits128;
      default -> bits192;
    };
  }

  /** The bits in which all its bytes agree; it has one. */
  int agreeing() {
    long any = bits0 | bits64 | bits128 | bits192;
    int agreeing = 0;
    for (int bit = 0; bit < WITH_BIT.length; bit++) {
      boolean agree = (any & WITH_BIT[bit]) == 0 || (any & ~WITH_BIT[bit]) == 0;
      agreeing |= agree ? 1 << bit : 0;
    }
    agreeing |= (bits0 | bits128) == 0 || (bits64 | bits192) == 0 ? 0x40 : 0;
    return agreeing | ((bits0 | bits64) == 0 || (bits128 | bits192) == 0 ? 0x80 : 0);
  }

  /** What these bits are. */
  int agreed() {
    return lowest() & agreeing();
  }

  /** The sum of what stands in a table of 256 for its bytes. */
  long sum(long[] table) {
    long sum = 0;
    for (int number = 0; number < 4; number++) {
      for (long left = word(number); left != 0; left &= left - 1) {
        sum += table[64 * number + Long.numberOfTrailingZeros(left)];
      }
    }
    return sum;
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
