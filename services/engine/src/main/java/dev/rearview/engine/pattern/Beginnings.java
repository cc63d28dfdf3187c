package dev.rearview.engine.pattern;

import java.util.function.IntPredicate;

/**
 * What lines begin with. Some bytes are odd: a line that begins with one may belong to the line
 * before it.
 */
public final class Beginnings {
  private final boolean[] odd = new boolean[256];

  /**
   * For each byte that is not odd the lowest of its neighbours that are not, and how many follow.
   */
  private final byte[] low = new byte[256];

  private final byte[] width = new byte[256];

  /**
   * @param odd whether a byte, 0 to 255, is
   */
  public Beginnings(IntPredicate odd) {
    for (int b = 0; b < 256; b++) {
      this.odd[b] = odd.test(b);
    }
    int first = 0;
    for (int b = 0; b <= 256; b++) {
      if (b < 256 && !this.odd[b]) {
        continue;
      }
      for (int i = first; i < b; i++) {
        low[i] = (byte) first;
        width[i] = (byte) (b - 1 - first);
      }
      first = b + 1;
    }
  }

  /** Whether it is odd. */
  public boolean isOdd(byte first) {
    return odd[first & 0xFF];
  }

  /** Of the bytes around one that is not odd, none of which is, the lowest. */
  byte low(byte first) {
    return low[first & 0xFF];
  }

  /** How far the highest of these is above {@link #low}. */
  byte width(byte first) {
    return width[first & 0xFF];
  }
}
