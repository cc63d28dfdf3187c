package dev.rearview.engine.pattern;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Where lines start and end in bytes: a newline ends a line, and belongs to the one it ends. */
public final class Lines {
  static final Kernels KERNELS = Kernels.best();

  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long NEWLINES = 0x0A0A0A0A0A0A0A0AL;
  private static final long LOW = 0x7F7F7F7F7F7F7F7FL;

  private Lines() {}

  /** The first newline from {@code from} up to {@code to}, {@code to} where there is none. */
  public static int end(byte[] bytes, int from, int to) {
    return KERNELS.lineEnd(bytes, from, to);
  }

  /**
   * Where the text of a line ends: before its "\n" or "\r\n", at {@code to} where it has neither.
   *
   * @param start where the line starts
   * @param end its {@link #end}, found up to {@code to}
   */
  public static int textEnd(byte[] bytes, int start, int end, int to) {
    return end > start && end < to && bytes[end - 1] == '\r' ? end - 1 : end;
  }

  /** Where the line of the byte at {@code at} starts, not before {@code lowest}. */
  public static int start(byte[] bytes, int at, int lowest) {
    int i = at;
    while (i - Long.BYTES >= lowest) {
      long eight = (long) EIGHT.get(bytes, i - Long.BYTES) ^ NEWLINES;
      // The high bit of each byte that is a newline, and of no other.
      long newlines = ~(((eight & LOW) + LOW) | eight | LOW);
      if (newlines != 0) {
        return i - (Long.numberOfLeadingZeros(newlines) >>> 3);
      }
      i -= Long.BYTES;
    }
    while (i > lowest && bytes[i - 1] != '\n') {
      i--;
    }
    return i;
  }

  /** How many newlines there are. */
  public static int count(byte[] bytes, int from, int to) {
    return KERNELS.lines(bytes, from, to);
  }
}
