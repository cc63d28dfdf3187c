package dev.rearview.engine.format;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Looks at eight bytes at a time. Arrays have at least {@link #PADDING} bytes after the end. */
final class Bytes {
  /** Bytes that may be looked at beyond what is asked about. */
  static final int PADDING = 16;

  static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH = 0x8080808080808080L;

  private Bytes() {}

  /** Eight bytes, the first in the lowest bits. */
  static long eight(byte[] bytes, int at) {
    return (long) LONG.get(bytes, at);
  }

  /** The lowest {@code count} bytes are kept: none below 1, all from 8 on. */
  static long mask(int count) {
    return count <= 0 ? 0 : count >= 8 ? -1 : -1L >>> (64 - 8 * count);
  }

  /**
   * Among eight bytes the first that is a quote, a backslash or below a blank, as its number times
   * eight; 64 where none is.
   */
  static int firstSpecial(long eight) {
    long special =
        ((eight ^ ONES * '"') - ONES) | ((eight ^ ONES * '\\') - ONES) | (eight - ONES * ' ');
    return Long.numberOfTrailingZeros(special & ~eight & HIGH) & ~7;
  }
}
