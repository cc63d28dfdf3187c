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
  public Search one(Probed needle) {
    return new One(needle);
  }

  @Override
  public Search several(List<Probed> needles) {
    return new InTurn(needles, this);
  }

  @Override
  public int lineEnd(byte[] bytes, int from, int to) {
    int at = from;
    for (; at <= to - Long.BYTES; at += Long.BYTES) {
      long zeros = zeros((long) LONGS.get(bytes, at) ^ NEWLINES);
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

  /** The highest bit of each byte that is 0, and perhaps of some above it. */
  private static long zeros(long word) {
    return word - ONES & ~word & HIGHS;
  }

  /** Of the probes the bits in which all their bytes agree are compared, eight places at a time. */
  private static final class One implements Search {
    private final Needle needle;
    private final int place1;
    private final long mask1;
    private final long low1;
    private final int place2;
    private final long mask2;
    private final long low2;
    private final int place3;
    private final long mask3;
    private final long low3;
    private final int place4;
    private final long mask4;
    private final long low4;
    private final boolean more;

    One(Probed probed) {
      needle = probed.needle();
      place1 = probed.probe(0).place();
      mask1 = ONES * probed.probe(0).taken().agreeing();
      low1 = ONES * probed.probe(0).taken().agreed();
      place2 = probed.probe(1).place();
      mask2 = ONES * probed.probe(1).taken().agreeing();
      low2 = ONES * probed.probe(1).taken().agreed();
      place3 = probed.probe(2).place();
      mask3 = ONES * probed.probe(2).taken().agreeing();
      low3 = ONES * probed.probe(2).taken().agreed();
      place4 = probed.probe(3).place();
      mask4 = ONES * probed.probe(3).taken().agreeing();
      low4 = ONES * probed.probe(3).taken().agreed();
      more = probed.hasMore();
    }

    @Override
    public int next(byte[] bytes, int from, int to) {
      int end = to - needle.length() + 1;
      for (int at = from; at < end; at += Long.BYTES) {
        at = candidates(bytes, at, end);
        long found = firstTwo(bytes, at);
        if (more && found != 0) {
          found &= others(bytes, at);
        }
        for (long left = found; left != 0; left &= left - 1) {
          int start = at + (Long.numberOfTrailingZeros(left) >> 3);
          if (start < end && needle.isAt(bytes, start)) {
            return start;
          }
        }
      }
      return -1;
    }

    private int candidates(byte[] bytes, int from, int end) {
      int at = from;
      while (at < end && firstTwo(bytes, at) == 0) {
        at += Long.BYTES;
      }
      return at;
    }

    private long firstTwo(byte[] bytes, int at) {
      return zeros((long) LONGS.get(bytes, at + place1) & mask1 ^ low1)
          & zeros((long) LONGS.get(bytes, at + place2) & mask2 ^ low2);
    }

    private long others(byte[] bytes, int at) {
      return zeros((long) LONGS.get(bytes, at + place3) & mask3 ^ low3)
          & zeros((long) LONGS.get(bytes, at + place4) & mask4 ^ low4);
    }
  }
}
