package dev.rearview.engine.scan;

import java.util.Arrays;

/** Bytes that are put together. */
final class GrowingBytes {
  private byte[] bytes = new byte[256];
  private int length;

  void append(byte[] from, int start, int end) {
    reserve(end - start);
    System.arraycopy(from, start, bytes, length, end - start);
    length += end - start;
  }

  void append(char ascii, int times) {
    reserve(times);
    Arrays.fill(bytes, length, length + times, (byte) ascii);
    length += times;
  }

  private void reserve(int more) {
    int needed = Math.addExact(length, more);
    if (needed > bytes.length) {
      long wanted = length == 0 ? needed : needed * 3L / 2;
      bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8L, wanted));
    }
  }

  int length() {
    return length;
  }

  /** Not to be appended to any more. */
  byte[] bytes() {
    return bytes;
  }
}
