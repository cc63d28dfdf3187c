package dev.rearview.engine.pattern;

import java.util.List;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Each needle is in one of eight groups, a bit each. A table says for a byte's lower seven bits in
 * which groups it may stand at a place of a window; its places must agree on a group.
 */
final class VectorNeedles implements Search {
  private static final VectorSpecies<Byte> SPECIES = Registers.SPECIES;
  private static final int LANES = SPECIES.length();

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

  VectorNeedles(List<Probed> needles) {
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
