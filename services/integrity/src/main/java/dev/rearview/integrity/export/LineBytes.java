package dev.rearview.integrity.export;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** What the readers of a line ask of its bytes, eight at a time. */
final class LineBytes {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long HIGH = 0x8080_8080_8080_8080L;
  private static final long QUOTES = ONES * '"';
  private static final long BACKSLASHES = ONES * '\\';
  private static final long LINE_ENDS = ONES * '\n';
  private static final long SPACES = ONES * 0x20;

  private static final byte[] HEX_DIGITS = hexDigits();

  private LineBytes() {}

  /** Where the first of these stands: a quote, a backslash or a control character; else the end. */
  static int special(byte[] bytes, int from, int to) {
    int at = from;
    for (; at + 8 <= to; at += 8) {
      long word = (long) LONG.get(bytes, at);
      long found = zeroes(word ^ QUOTES) | zeroes(word ^ BACKSLASHES) | below(word);
      if (found != 0) {
        return at + (Long.numberOfTrailingZeros(found) >>> 3);
      }
    }
    for (; at < to; at++) {
      byte b = bytes[at];
      if (b == '"' || b == '\\' || (b >= 0 && b < 0x20)) {
        return at;
      }
    }
    return to;
  }

  /** Where the first line end stands; -1 where there is none. */
  static int lineEnd(byte[] bytes, int from, int to) {
    int at = from;
    for (; at + 8 <= to; at += 8) {
      long found = zeroes((long) LONG.get(bytes, at) ^ LINE_ENDS);
      if (found != 0) {
        return at + (Long.numberOfTrailingZeros(found) >>> 3);
      }
    }
    for (; at < to; at++) {
      if (bytes[at] == '\n') {
        return at;
      }
    }
    return -1;
  }

  static boolean isAscii(byte[] bytes, int from, int to) {
    int at = from;
    long all = 0;
    for (; at + 8 <= to; at += 8) {
      all |= (long) LONG.get(bytes, at);
    }
    for (; at < to; at++) {
      all |= bytes[at];
    }
    return (all & HIGH) == 0;
  }

  /** The high bit of the lowest zero byte, and perhaps of some above it. */
  private static long zeroes(long word) {
    return (word - ONES) & ~word & HIGH;
  }

  /** The high bit of the lowest byte below 0x20, and perhaps of some above it. */
  private static long below(long word) {
    return (word - SPACES) & ~word & HIGH;
  }

  /** What a lower-case hexadecimal digit stands for; -1 for every other byte. */
  static int hexDigit(byte b) {
    return HEX_DIGITS[b & 0xFF];
  }

  private static byte[] hexDigits() {
    byte[] digits = new byte[256];
    Arrays.fill(digits, (byte) -1);
    for (int i = 0; i < 16; i++) {
      digits["0123456789abcdef".charAt(i)] = (byte) i;
    }
    return digits;
  }
}
