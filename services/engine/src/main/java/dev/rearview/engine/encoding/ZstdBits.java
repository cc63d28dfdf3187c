package dev.rearview.engine.encoding;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Bits that are read from the end of their bytes to the beginning (RFC 8878, section 4.1). The
 * array must have {@link #PADDING} bytes before them: a read beyond the beginning yields bits of no
 * meaning, and {@link #left} is then negative.
 */
final class ZstdBits {
  /** Bytes that may be touched before the first. */
  static final int PADDING = 32;

  static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] bytes;
  private final int origin;
  private int left;

  ZstdBits(byte[] bytes, int from, int to) throws InflationException {
    if (to <= from || bytes[to - 1] == 0) {
      throw InflationException.damaged("a block's bits have no end");
    }
    this.bytes = bytes;
    this.origin = from - Long.BYTES;
    int unused = Integer.numberOfLeadingZeros(bytes[to - 1] & 0xFF) - 24;
    this.left = (to - from) * Byte.SIZE - unused - 1;
  }

  /** The next bits, at least 57 of them, from the highest down. */
  long peek() {
    return (long) LONG.get(bytes, origin + ((left + 7) >> 3)) << (-left & 7);
  }

  void skip(int count) {
    left -= count;
  }

  /**
   * @param count at most 57
   */
  int read(int count) {
    long bits = peek();
    left -= count;
    return (int) (bits >>> 1 >>> (63 - count));
  }

  int left() {
    return left;
  }
}
