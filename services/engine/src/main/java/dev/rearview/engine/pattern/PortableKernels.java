package dev.rearview.engine.pattern;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.List;

/** By plain Java, eight bytes at a time where that helps. */
final class PortableKernels implements Kernels {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long HIGHS = 0x8080_8080_8080_8080L;
  private static final long NEWLINES = ONES * '\n';

  @Override
  public Search one(Needle needle, Probe first, Probe second) {
    return new One(needle, first, second);
  }

  @Override
  public Search several(List<Needle> needles) {
    return new Several(needles);
  }

  @Override
  public int lineEnd(byte[] bytes, int from, int to) {
    int at = from;
    for (; at <= to - Long.BYTES; at += Long.BYTES) {
      long other = (long) LONGS.get(bytes, at) ^ NEWLINES;
      long zeros = other - ONES & ~other & HIGHS;
      if (zeros != 0) {
        return at + (Long.numberOfTrailingZeros(zeros) >> 3);
      }
    }
    while (at < to && bytes[at] != '\n') {
      at++;
    }
    return at;
  }

  /** Without vectors it is faster to look for each quote when it is wanted. */
  @Override
  public boolean markQuotes(byte[] bytes, int from, int to, long[] marks) {
    return false;
  }

  @Override
  public int lines(byte[] bytes, int from, int to) {
    int count = 0;
    for (int at = from; at < to; at++) {
      count += bytes[at] == '\n' ? 1 : 0;
    }
    return count;
  }

  private record One(Needle needle, Probe first, Probe second) implements Search {
    @Override
    public int next(byte[] bytes, int from, int to) {
      int end = to - needle.length() + 1;
      for (int at = from; at < end; at++) {
        if (first.takes(bytes[at + first.place()])
            && second.takes(bytes[at + second.place()])
            && needle.isAt(bytes, at)) {
          return at;
        }
      }
      return -1;
    }
  }

  private static final class Several implements Search {
    private final NeedleGroups groups;
    private final byte[] first = new byte[256];

    Several(List<Needle> needles) {
      groups = new NeedleGroups(needles);
      for (int b = 0; b < 256; b++) {
        first[b] = (byte) groups.at(0, b);
      }
    }

    @Override
    public int next(byte[] bytes, int from, int to) {
      for (int at = from; at < to; at++) {
        if (first[bytes[at] & 0xFF] != 0 && groups.isAt(bytes, at, to)) {
          return at;
        }
      }
      return -1;
    }
  }
}
