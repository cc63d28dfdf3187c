package dev.rearview.engine.pattern;

import java.util.ArrayList;
import java.util.List;

/** The UTF-8 bytes of a set of code points, as few sequences of byte classes. */
final class Utf8Ranges {
  /** Most sequences that are of use to a search. */
  static final int MOST = 4;

  private static final int[] LAST_OF_LENGTH = {0x7F, 0x7FF, 0xFFFF, CodePoints.MAX};

  private final List<List<ByteClass>> sequences = new ArrayList<>();
  private ByteClass ascii = ByteClass.NONE;

  private Utf8Ranges() {}

  /**
   * The sequences of a set that text can hold in one way only.
   *
   * @return more than {@link #MOST} where they are too many to list
   */
  static List<List<ByteClass>> of(CodePoints set) {
    Utf8Ranges ranges = new Utf8Ranges();
    int[] bounds = set.bounds();
    for (int i = 0; i < bounds.length && ranges.sequences.size() <= MOST; i += 2) {
      ranges.add(bounds[i], bounds[i + 1]);
    }
    if (ranges.ascii.size() > 0) {
      ranges.sequences.addFirst(List.of(ranges.ascii));
    }
    return ranges.sequences;
  }

  private void add(int low, int high) {
    if (low <= Character.MAX_SURROGATE && high >= Character.MIN_SURROGATE) {
      add(low, Character.MIN_SURROGATE - 1);
      add(Character.MAX_SURROGATE + 1, high);
      return;
    }
    int from = low;
    for (int length = 1; length <= 4; length++) {
      int to = Math.min(high, LAST_OF_LENGTH[length - 1]);
      if (from <= to) {
        if (length == 1) {
          ascii = ascii.or(ByteClass.range(from, to));
        } else {
          split(from, to, length);
        }
        from = to + 1;
      }
    }
  }

  /** Adds a range whose code points all have the same length, in parts with whole last bytes. */
  private void split(int low, int high, int length) {
    for (int last = 1; last < length; last++) {
      int mask = (1 << 6 * last) - 1;
      if ((low & ~mask) != (high & ~mask)) {
        if ((low & mask) != 0) {
          split(low, low | mask, length);
          split((low | mask) + 1, high, length);
          return;
        }
        if ((high & mask) != mask) {
          split(low, (high & ~mask) - 1, length);
          split(high & ~mask, high, length);
          return;
        }
      }
    }
    List<ByteClass> sequence = new ArrayList<>(length);
    for (int at = 0; at < length; at++) {
      sequence.add(ByteClass.range(byteOf(low, length, at), byteOf(high, length, at)));
    }
    sequences.add(sequence);
  }

  private static int byteOf(int codePoint, int length, int at) {
    int bits = codePoint >> 6 * (length - 1 - at);
    return at == 0 ? 0xF00 >> length & 0xFF | bits : 0x80 | bits & 0x3F;
  }
}
