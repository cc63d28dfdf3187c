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
    return new Several(needles);
  }

  @Override
  public int few() {
    return 4;
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

  /**
   * Of both probes the bits in which all their bytes agree are compared, eight places at a time.
   */
  private static final class One implements Search {
    private final Needle needle;
    private final int place1;
    private final long mask1;
    private final long low1;
    private final int place2;
    private final long mask2;
    private final long low2;

    One(Probed probed) {
      needle = probed.needle();
      place1 = probed.first().place();
      mask1 = ONES * agreed(probed.first());
      low1 = ONES * (probed.first().low() & 0xFF) & mask1;
      place2 = probed.second().place();
      mask2 = ONES * agreed(probed.second());
      low2 = ONES * (probed.second().low() & 0xFF) & mask2;
    }

    private static int agreed(Probe probe) {
      int differing = 0;
      for (int b = 0; b < 256; b++) {
        differing |= probe.takes(b) ? b ^ probe.low() & 0xFF : 0;
      }
      return 0xFF & ~differing;
    }

    @Override
    public int next(byte[] bytes, int from, int to) {
      int end = to - needle.length() + 1;
      for (int at = from; at < end; at += Long.BYTES) {
        at = candidates(bytes, at, end);
        for (long left = mask(bytes, at); left != 0; left &= left - 1) {
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
      while (at < end && mask(bytes, at) == 0) {
        at += Long.BYTES;
      }
      return at;
    }

    private long mask(byte[] bytes, int at) {
      return zeros((long) LONGS.get(bytes, at + place1) & mask1 ^ low1)
          & zeros((long) LONGS.get(bytes, at + place2) & mask2 ^ low2);
    }
  }

  /** Needles are looked for one by one in short stretches. */
  private static final class Several implements Search {
    private static final int STRETCH = 1024;

    private final One[] each;

    Several(List<Probed> needles) {
      each = needles.stream().map(One::new).toArray(One[]::new);
    }

    @Override
    public int next(byte[] bytes, int from, int to) {
      for (int start = from; start < to; start += STRETCH) {
        int lowest = start + STRETCH;
        for (One one : each) {
          int found = one.next(bytes, start, Math.min(to, lowest + one.needle.length() - 1));
          lowest = found < 0 ? lowest : found;
        }
        if (lowest < start + STRETCH) {
          return lowest;
        }
      }
      return -1;
    }
  }
}
