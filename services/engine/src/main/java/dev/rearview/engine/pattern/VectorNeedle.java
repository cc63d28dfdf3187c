package dev.rearview.engine.pattern;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Looks for one needle: at a few of its places, for as many starts at once as a register holds.
 *
 * <p>The loops say at length what they do in each round: a native image keeps what goes from one
 * method to another out of registers.
 */
final class VectorNeedle implements DenseSearch {
  private static final VectorSpecies<Byte> SPECIES = Registers.SPECIES;
  private static final int LANES = SPECIES.length();
  private static final long LANE_BITS = -1L >>> Long.SIZE - LANES;

  private final Needle needle;
  private final Probe first;
  private final Probe second;
  private final Probe third;
  private final Probe fourth;
  private final boolean more;

  VectorNeedle(Probed probed) {
    needle = probed.needle();
    first = probed.probe(0);
    second = probed.probe(1);
    third = probed.probe(2);
    fourth = probed.probe(3);
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
    for (long left = both(bytes, at, first, second) & others(bytes, at);
        left != 0;
        left &= left - 1) {
      int start = at + Long.numberOfTrailingZeros(left);
      if (start <= to - needle.length() && needle.isAt(bytes, start)) {
        return start;
      }
    }
    return -1;
  }

  /** The first register's width with a candidate in it. */
  private int candidates(byte[] bytes, int from, int end) {
    return first.width() == 0 && second.width() == 0
        ? candidatesOfOneByte(bytes, from, end)
        : candidatesOfNeighbours(bytes, from, end);
  }

  /** As {@link #candidates}, where each probe takes one byte, some bits taken away. */
  private int candidatesOfOneByte(byte[] bytes, int from, int end) {
    int place1 = first.place();
    byte mask1 = first.mask();
    byte low1 = first.low();
    int place2 = second.place();
    byte mask2 = second.mask();
    byte low2 = second.low();
    int at = from;
    for (; at < end; at += LANES) {
      long found =
          ByteVector.fromArray(SPECIES, bytes, at + place1).and(mask1).eq(low1).toLong()
              & ByteVector.fromArray(SPECIES, bytes, at + place2).and(mask2).eq(low2).toLong();
      if (found != 0 && (found & others(bytes, at)) != 0) {
        break;
      }
    }
    return at;
  }

  private int candidatesOfNeighbours(byte[] bytes, int from, int end) {
    int place1 = first.place();
    byte mask1 = first.mask();
    byte low1 = first.low();
    byte width1 = first.width();
    int place2 = second.place();
    byte mask2 = second.mask();
    byte low2 = second.low();
    byte width2 = second.width();
    int at = from;
    for (; at < end; at += LANES) {
      long found =
          ByteVector.fromArray(SPECIES, bytes, at + place1)
                  .and(mask1)
                  .sub(low1)
                  .compare(VectorOperators.ULE, width1)
                  .toLong()
              & ByteVector.fromArray(SPECIES, bytes, at + place2)
                  .and(mask2)
                  .sub(low2)
                  .compare(VectorOperators.ULE, width2)
                  .toLong();
      if (found != 0 && (found & others(bytes, at)) != 0) {
        break;
      }
    }
    return at;
  }

  /** Where the third and the fourth probe say that it may start; all where there are none. */
  private long others(byte[] bytes, int at) {
    return more ? both(bytes, at, third, fourth) : -1;
  }

  private static long both(byte[] bytes, int at, Probe one, Probe other) {
    return ByteVector.fromArray(SPECIES, bytes, at + one.place())
            .and(one.mask())
            .sub(one.low())
            .compare(VectorOperators.ULE, one.width())
            .toLong()
        & ByteVector.fromArray(SPECIES, bytes, at + other.place())
            .and(other.mask())
            .sub(other.low())
            .compare(VectorOperators.ULE, other.width())
            .toLong();
  }

  @Override
  public long count(byte[] bytes, int from, int to, Beginnings beginnings) {
    if (beginnings.isOdd(bytes[from])) {
      return from;
    }
    byte low = beginnings.low(bytes[from]);
    byte width = beginnings.width(bytes[from]);
    int place1 = first.place();
    byte mask1 = first.mask();
    byte low1 = first.low();
    byte width1 = first.width();
    int place2 = second.place();
    byte mask2 = second.mask();
    byte low2 = second.low();
    byte width2 = second.width();
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
        hits |=
            (ByteVector.fromArray(SPECIES, bytes, at + i + place1)
                        .and(mask1)
                        .sub(low1)
                        .compare(VectorOperators.ULE, width1)
                        .toLong()
                    & ByteVector.fromArray(SPECIES, bytes, at + i + place2)
                        .and(mask2)
                        .sub(low2)
                        .compare(VectorOperators.ULE, width2)
                        .toLong())
                << i;
      }
      for (int i = 0; more && hits != 0 && i < Long.SIZE; i += LANES) {
        hits &= both(bytes, at + i, third, fourth) << i | ~(LANE_BITS << i);
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
