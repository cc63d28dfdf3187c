package dev.rearview.engine.pattern;

import java.util.Arrays;
import java.util.List;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * By vector instructions, a register at a time. Made by reflection and only where the module {@code
 * jdk.incubator.vector} has been added.
 */
final class VectorKernels implements Kernels {
  private static final VectorSpecies<Byte> SPECIES = ByteVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /** Without tables, up to so many needles are looked for one by one in each register. */
  private static final int FEW = 8;

  private final boolean tables;

  /**
   * @param tables whether looking bytes up in a register is an instruction; where it is compiled to
   *     a call, as in a native image, it is far slower than anything else
   */
  VectorKernels(boolean tables) {
    this.tables = tables;
  }

  @Override
  public Search one(Probed needle) {
    return new One(needle);
  }

  @Override
  public Search several(List<Probed> needles) {
    if (tables) {
      return new Many(needles);
    }
    return needles.size() <= FEW ? new Few(needles) : new PortableKernels().several(needles);
  }

  @Override
  public int few() {
    return tables ? MOST_NEEDLES : 4;
  }

  @Override
  public int lineEnd(byte[] bytes, int from, int to) {
    int at = from;
    for (; at <= bytes.length - LANES && at < to; at += LANES) {
      long found = ByteVector.fromArray(SPECIES, bytes, at).eq((byte) '\n').toLong();
      if (found != 0) {
        return Math.min(to, at + Long.numberOfTrailingZeros(found));
      }
    }
    while (at < to && bytes[at] != '\n') {
      at++;
    }
    return Math.min(at, to);
  }

  @Override
  public int lines(byte[] bytes, int from, int to) {
    int count = 0;
    int at = from;
    for (; at <= to - LANES; at += LANES) {
      count += ByteVector.fromArray(SPECIES, bytes, at).eq((byte) '\n').trueCount();
    }
    for (; at < to; at++) {
      count += bytes[at] == '\n' ? 1 : 0;
    }
    return count;
  }

  @Override
  public int lineThatBeginsOtherwise(byte[] bytes, int from, int to, int usual) {
    int at = from;
    for (; at <= bytes.length - LANES - 1 && at < to - 1; at += LANES) {
      long found =
          ByteVector.fromArray(SPECIES, bytes, at)
              .eq((byte) '\n')
              .and(
                  ByteVector.fromArray(SPECIES, bytes, at + 1)
                      .compare(VectorOperators.NE, (byte) usual))
              .toLong();
      if (found != 0) {
        int place = at + Long.numberOfTrailingZeros(found) + 1;
        return place < to ? place : -1;
      }
    }
    for (; at < to - 1; at++) {
      if (bytes[at] == '\n' && bytes[at + 1] != (byte) usual) {
        return at + 1;
      }
    }
    return -1;
  }

  @Override
  public boolean markQuotes(byte[] bytes, int from, int to, long[] marks) {
    Arrays.fill(marks, 0, to - from + 63 >> 6, 0);
    long odd = 0;
    int at = from;
    for (; at < to && at <= bytes.length - LANES; at += LANES) {
      ByteVector some = ByteVector.fromArray(SPECIES, bytes, at);
      long quotes = some.eq((byte) '"').toLong();
      long others = some.eq((byte) '\\').or(some.compare(VectorOperators.ULT, (byte) ' ')).toLong();
      int place = at - from;
      marks[place >> 6] |= quotes << place;
      odd |= to - at >= 64 ? others : others & (1L << to - at) - 1;
    }
    for (; at < to; at++) {
      odd |= Quotes.mark(marks, at - from, bytes[at]);
    }
    return odd == 0;
  }

  private static final class One implements Search {
    private final Needle needle;
    private final int place1;
    private final byte mask1;
    private final byte low1;
    private final byte width1;
    private final int place2;
    private final byte mask2;
    private final byte low2;
    private final byte width2;

    One(Probed probed) {
      needle = probed.needle();
      Probe first = probed.first();
      Probe second = probed.second();
      place1 = first.place();
      mask1 = first.mask();
      low1 = first.low();
      width1 = first.width();
      place2 = second.place();
      mask2 = second.mask();
      low2 = second.low();
      width2 = second.width();
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
      return ByteVector.fromArray(SPECIES, bytes, at + place1)
          .and(mask1)
          .sub(low1)
          .compare(VectorOperators.ULE, width1)
          .and(
              ByteVector.fromArray(SPECIES, bytes, at + place2)
                  .and(mask2)
                  .sub(low2)
                  .compare(VectorOperators.ULE, width2))
          .toLong();
    }
  }

  /** Each register is tested for one needle after the other. */
  private static final class Few implements Search {
    private final One[] each;
    private final int shortest;

    Few(List<Probed> needles) {
      each = needles.stream().map(One::new).toArray(One[]::new);
      shortest = needles.stream().mapToInt(p -> p.needle().length()).min().orElseThrow();
    }

    @Override
    public int next(byte[] bytes, int from, int to) {
      int end = to - shortest + 1;
      for (int at = from; at < end; at += LANES) {
        at = candidates(bytes, at, end);
        if (at >= end) {
          return -1;
        }
        int found = lowest(bytes, at, to);
        if (found >= 0) {
          return found;
        }
      }
      return -1;
    }

    private int candidates(byte[] bytes, int from, int end) {
      int at = from;
      while (at < end && mask(bytes, at) == 0) {
        at += LANES;
      }
      return at;
    }

    private long mask(byte[] bytes, int at) {
      long mask = 0;
      for (One one : each) {
        mask |= one.mask(bytes, at);
      }
      return mask;
    }

    private int lowest(byte[] bytes, int at, int to) {
      int lowest = -1;
      for (One one : each) {
        int found = one.within(bytes, at, to);
        lowest = found >= 0 && (lowest < 0 || found < lowest) ? found : lowest;
      }
      return lowest;
    }
  }

  /**
   * Each needle is in one of eight groups, a bit each. A table says for a byte's lower seven bits
   * in which groups it may stand at a place of a window; its places must agree on a group.
   */
  private static final class Many implements Search {
    private final NeedleGroups groups;
    private final int width;
    private final ByteVector low0;
    private final ByteVector high0;
    private final ByteVector low1;
    private final ByteVector high1;
    private final ByteVector low2;
    private final ByteVector high2;
    private final ByteVector low3;
    private final ByteVector high3;

    Many(List<Probed> needles) {
      groups = new NeedleGroups(needles);
      width = groups.width();
      low0 = table(0, 0);
      high0 = table(0, LANES);
      low1 = table(1, 0);
      high1 = table(1, LANES);
      low2 = table(2, 0);
      high2 = table(2, LANES);
      low3 = table(3, 0);
      high3 = table(3, LANES);
    }

    private ByteVector table(int place, int from) {
      byte[] bits = new byte[LANES];
      for (int b = 0; b < 256; b++) {
        if ((b & LANES) == from) {
          bits[b & LANES - 1] |= groups.at(place, b);
        }
      }
      return ByteVector.fromArray(SPECIES, bits, 0);
    }

    @Override
    public int next(byte[] bytes, int from, int to) {
      int end = to - width + 1;
      for (int at = from; at < end; at += LANES) {
        at = candidates(bytes, at, end);
        if (at >= end) {
          return -1;
        }
        for (long left = mask(bytes, at); left != 0; left &= left - 1) {
          int place = at + Long.numberOfTrailingZeros(left);
          int found = place < end ? groups.lowest(bytes, place, from, to) : -1;
          if (found >= 0) {
            return found;
          }
        }
      }
      return -1;
    }

    private int candidates(byte[] bytes, int from, int end) {
      int at = from;
      while (at < end && mask(bytes, at) == 0) {
        at += LANES;
      }
      return at;
    }

    private long mask(byte[] bytes, int at) {
      return ByteVector.fromArray(SPECIES, bytes, at)
          .selectFrom(low0, high0)
          .and(ByteVector.fromArray(SPECIES, bytes, at + 1).selectFrom(low1, high1))
          .and(ByteVector.fromArray(SPECIES, bytes, at + 2).selectFrom(low2, high2))
          .and(ByteVector.fromArray(SPECIES, bytes, at + 3).selectFrom(low3, high3))
          .compare(VectorOperators.NE, (byte) 0)
          .toLong();
    }
  }
}
