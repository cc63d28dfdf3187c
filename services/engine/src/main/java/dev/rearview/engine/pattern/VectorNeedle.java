package dev.rearview.engine.pattern;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.VectorMask;
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

  /** Where there may be a candidate, a register's width on; the last stretch is not looked at. */
  private int candidates(byte[] bytes, int from, int end) {
    if (more) {
      return candidatesOfFour(bytes, from, end);
    }
    return first.width() == 0 && second.width() == 0
        ? candidatesOfOneByte(bytes, from, end)
        : candidatesOfNeighbours(bytes, from, end);
  }

  /** As {@link #candidates}, where each probe takes one byte, some bits taken away. */
  private int candidatesOfOneByte(byte[] bytes, int from, int end) {
    int place1 = first.place();
    ByteVector mask1 = ByteVector.broadcast(SPECIES, first.mask());
    ByteVector low1 = ByteVector.broadcast(SPECIES, first.low());
    int place2 = second.place();
    ByteVector mask2 = ByteVector.broadcast(SPECIES, second.mask());
    ByteVector low2 = ByteVector.broadcast(SPECIES, second.low());
    int at = from;
    for (; at < end - LANES; at += 2 * LANES) {
      VectorMask<Byte> here =
          ByteVector.fromArray(SPECIES, bytes, at + place1)
              .and(mask1)
              .eq(low1)
              .and(ByteVector.fromArray(SPECIES, bytes, at + place2).and(mask2).eq(low2));
      VectorMask<Byte> behind =
          ByteVector.fromArray(SPECIES, bytes, at + LANES + place1)
              .and(mask1)
              .eq(low1)
              .and(ByteVector.fromArray(SPECIES, bytes, at + LANES + place2).and(mask2).eq(low2));
      if (here.or(behind).toLong() != 0) {
        break;
      }
    }
    return at;
  }

  private int candidatesOfNeighbours(byte[] bytes, int from, int end) {
    int place1 = first.place();
    ByteVector mask1 = ByteVector.broadcast(SPECIES, first.mask());
    ByteVector base1 = ByteVector.broadcast(SPECIES, first.base());
    ByteVector limit1 = ByteVector.broadcast(SPECIES, first.limit());
    int place2 = second.place();
    ByteVector mask2 = ByteVector.broadcast(SPECIES, second.mask());
    ByteVector base2 = ByteVector.broadcast(SPECIES, second.base());
    ByteVector limit2 = ByteVector.broadcast(SPECIES, second.limit());
    int at = from;
    for (; at < end - LANES; at += LANES) {
      long misses =
          ByteVector.fromArray(SPECIES, bytes, at + place1)
                  .and(mask1)
                  .sub(base1)
                  .compare(VectorOperators.GT, limit1)
                  .toLong()
              | ByteVector.fromArray(SPECIES, bytes, at + place2)
                  .and(mask2)
                  .sub(base2)
                  .compare(VectorOperators.GT, limit2)
                  .toLong();
      if (misses != LANE_BITS) {
        break;
      }
    }
    return at;
  }

  /** As {@link #candidatesOfNeighbours}; then two more probes. */
  private int candidatesOfFour(byte[] bytes, int from, int end) {
    int place1 = first.place();
    ByteVector mask1 = ByteVector.broadcast(SPECIES, first.mask());
    ByteVector base1 = ByteVector.broadcast(SPECIES, first.base());
    ByteVector limit1 = ByteVector.broadcast(SPECIES, first.limit());
    int place2 = second.place();
    ByteVector mask2 = ByteVector.broadcast(SPECIES, second.mask());
    ByteVector base2 = ByteVector.broadcast(SPECIES, second.base());
    ByteVector limit2 = ByteVector.broadcast(SPECIES, second.limit());
    int at = from;
    for (; at < end - LANES; at += LANES) {
      long misses =
          ByteVector.fromArray(SPECIES, bytes, at + place1)
                  .and(mask1)
                  .sub(base1)
                  .compare(VectorOperators.GT, limit1)
                  .toLong()
              | ByteVector.fromArray(SPECIES, bytes, at + place2)
                  .and(mask2)
                  .sub(base2)
                  .compare(VectorOperators.GT, limit2)
                  .toLong();
      if (misses != LANE_BITS) {
        misses |=
            ByteVector.fromArray(SPECIES, bytes, at + third.place())
                    .and(third.mask())
                    .sub(third.base())
                    .compare(VectorOperators.GT, third.limit())
                    .toLong()
                | ByteVector.fromArray(SPECIES, bytes, at + fourth.place())
                    .and(fourth.mask())
                    .sub(fourth.base())
                    .compare(VectorOperators.GT, fourth.limit())
                    .toLong();
        if (misses != LANE_BITS) {
          break;
        }
      }
    }
    return at;
  }

  /** Where the third and the fourth probe say that it may start; all where there are none. */
  private long others(byte[] bytes, int at) {
    return more ? both(bytes, at, third, fourth) : -1;
  }

  private static long both(byte[] bytes, int at, Probe one, Probe other) {
    return ~(ByteVector.fromArray(SPECIES, bytes, at + one.place())
                .and(one.mask())
                .sub(one.base())
                .compare(VectorOperators.GT, one.limit())
                .toLong()
            | ByteVector.fromArray(SPECIES, bytes, at + other.place())
                .and(other.mask())
                .sub(other.base())
                .compare(VectorOperators.GT, other.limit())
                .toLong())
        & LANE_BITS;
  }

  @Override
  public long count(byte[] bytes, int from, int to, Beginnings beginnings) {
    if (beginnings.isOdd(bytes[from])) {
      return from;
    }
    ByteVector base =
        ByteVector.broadcast(SPECIES, (byte) (beginnings.low(bytes[from]) + Byte.MIN_VALUE));
    ByteVector limit =
        ByteVector.broadcast(SPECIES, (byte) (beginnings.width(bytes[from]) + Byte.MIN_VALUE));
    int place1 = first.place();
    ByteVector mask1 = ByteVector.broadcast(SPECIES, first.mask());
    ByteVector base1 = ByteVector.broadcast(SPECIES, first.base());
    ByteVector limit1 = ByteVector.broadcast(SPECIES, first.limit());
    int place2 = second.place();
    ByteVector mask2 = ByteVector.broadcast(SPECIES, second.mask());
    ByteVector base2 = ByteVector.broadcast(SPECIES, second.base());
    ByteVector limit2 = ByteVector.broadcast(SPECIES, second.limit());
    int end = to - Long.SIZE - needle.length();
    int count = 0;
    long carry = 0;
    int at = from;
    for (; at < end; at += Long.SIZE) {
      long newlines = 0;
      long unusual = 0;
      long misses = 0;
      for (int i = 0; i < Long.SIZE; i += LANES) {
        newlines |= ByteVector.fromArray(SPECIES, bytes, at + i).eq((byte) '\n').toLong() << i;
        unusual |=
            ByteVector.fromArray(SPECIES, bytes, at + i + 1)
                    .sub(base)
                    .compare(VectorOperators.GT, limit)
                    .toLong()
                << i;
        misses |=
            (ByteVector.fromArray(SPECIES, bytes, at + i + place1)
                        .and(mask1)
                        .sub(base1)
                        .compare(VectorOperators.GT, limit1)
                        .toLong()
                    | ByteVector.fromArray(SPECIES, bytes, at + i + place2)
                        .and(mask2)
                        .sub(base2)
                        .compare(VectorOperators.GT, limit2)
                        .toLong())
                << i;
      }
      long hits = ~misses;
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
