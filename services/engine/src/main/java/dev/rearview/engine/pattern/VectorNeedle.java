package dev.rearview.engine.pattern;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Looks for one needle: at a few of its places, for as many starts at once as a register holds. */
final class VectorNeedle implements DenseSearch {
  private static final VectorSpecies<Byte> SPECIES = ByteVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final long LANE_BITS = -1L >>> Long.SIZE - LANES;

  private final Needle needle;
  private final VectorProbe first;
  private final VectorProbe second;
  private final VectorProbe third;
  private final VectorProbe fourth;
  private final boolean more;

  VectorNeedle(Probed probed) {
    needle = probed.needle();
    first = new VectorProbe(probed.probe(0));
    second = new VectorProbe(probed.probe(1));
    third = new VectorProbe(probed.probe(2));
    fourth = new VectorProbe(probed.probe(3));
    more = probed.hasMore();
  }

  @Override
  public int next(byte[] bytes, int from, int to) {
    int end = to - needle.length() + 1;
    for (int at = from; at < end; at += LANES) {
      at = candidates(bytes, at, end);
      if (at >= end) {
        return -1;
      }
      int found = within(bytes, at, to);
      if (found >= 0) {
        return found;
      }
    }
    return -1;
  }

  /** Where it first starts in the register at {@code at}. */
  private int within(byte[] bytes, int at, int to) {
    for (long left = mask(bytes, at); left != 0; left &= left - 1) {
      int start = at + Long.numberOfTrailingZeros(left);
      if (start <= to - needle.length() && needle.isAt(bytes, start)) {
        return start;
      }
    }
    return -1;
  }

  /** The first register's width with a candidate in it. */
  private int candidates(byte[] bytes, int from, int end) {
    int at = from;
    while (at < end && mask(bytes, at) == 0) {
      at += LANES;
    }
    return at;
  }

  private long mask(byte[] bytes, int at) {
    long two = firstTwo(bytes, at);
    return more ? two & others(bytes, at) : two;
  }

  private long firstTwo(byte[] bytes, int at) {
    return first.starts(bytes, at).and(second.starts(bytes, at)).toLong();
  }

  private long others(byte[] bytes, int at) {
    return third.starts(bytes, at).and(fourth.starts(bytes, at)).toLong();
  }

  @Override
  public long count(byte[] bytes, int from, int to, Beginnings beginnings) {
    if (beginnings.isOdd(bytes[from])) {
      return from;
    }
    byte low = beginnings.low(bytes[from]);
    byte width = beginnings.width(bytes[from]);
    int end = to - Long.SIZE - needle.length();
    int count = 0;
    long carry = 0;
    int at = from;
    for (; at < end; at += Long.SIZE) {
      long newlines = 0;
      long unusual = 0;
      long hits = 0;
      for (int i = 0; i < Long.SIZE; i += LANES) {
        newlines |= ByteVector.fromArray(SPECIES, bytes, at + i).eq((byte) '\n').toLong() << i;
        unusual |=
            ByteVector.fromArray(SPECIES, bytes, at + i + 1)
                    .sub(low)
                    .compare(VectorOperators.UGT, width)
                    .toLong()
                << i;
        hits |= firstTwo(bytes, at + i) << i;
      }
      for (int i = 0; more && hits != 0 && i < Long.SIZE; i += LANES) {
        hits &= others(bytes, at + i) << i | ~(LANE_BITS << i);
      }
      for (long left = hits; left != 0; left &= left - 1) {
        if (!needle.isAt(bytes, at + Long.numberOfTrailingZeros(left))) {
          hits ^= left & -left;
        }
      }
      if ((newlines & unusual) != 0) {
        int odd = odd(bytes, at, newlines & unusual, beginnings);
        if (odd >= 0) {
          int start = Lines.start(bytes, odd, from);
          if (start > at) {
            long before = (1L << start - at) - 1;
            count += Long.bitCount((~newlines + (hits & before | carry)) & newlines & before);
          }
          return (long) count << 32 | start;
        }
      }
      // A hit carries through the ones of its line to the newline that ends it.
      long ones = ~newlines;
      long sum = ones + (hits | carry);
      count += Long.bitCount(sum & newlines);
      carry = Long.compareUnsigned(sum, ones) < 0 ? 1 : 0;
    }
    return (long) count << 32 | Lines.start(bytes, at, from);
  }

  private static int odd(byte[] bytes, int at, long newlines, Beginnings beginnings) {
    for (long left = newlines; left != 0; left &= left - 1) {
      int newline = at + Long.numberOfTrailingZeros(left);
      if (beginnings.isOdd(bytes[newline + 1])) {
        return newline;
      }
    }
    return -1;
  }
}
