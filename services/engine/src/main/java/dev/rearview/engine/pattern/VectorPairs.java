package dev.rearview.engine.pattern;

import java.util.List;
import java.util.stream.IntStream;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Looks for a few needles, by two neighbouring bytes of each, without looking bytes up in tables.
 * What goes on in each round is said in one method, for a native image.
 */
final class VectorPairs implements Search {
  /** Most needles. */
  static final int MOST = 6;

  private static final VectorSpecies<Byte> SPECIES = Registers.SPECIES;
  private static final int LANES = SPECIES.length();

  private final NeedleGroups groups;
  private final byte mask;
  private final byte[] lefts;
  private final byte[] rights;

  VectorPairs(List<Probed> needles) {
    groups = new NeedleGroups(needles.stream().map(p -> p.withWindow(p.pair())).toList());
    mask =
        (byte)
            needles.stream()
                .mapToInt(p -> probe(p, 0).mask() & probe(p, 1).mask())
                .reduce(0xFF, (a, b) -> a & b);
    lefts = bytes(needles, 0);
    rights = bytes(needles, 1);
  }

  private static Probe probe(Probed probed, int place) {
    return Probe.of(probed.needle(), probed.pair() + place);
  }

  /** What stands there, the last needle's again where there are fewer. */
  private byte[] bytes(List<Probed> needles, int place) {
    byte[] bytes = new byte[MOST];
    IntStream.range(0, MOST)
        .forEach(i ->
            bytes[i] =
                (byte) (probe(needles.get(Math.min(i, needles.size() - 1)), place).low() & mask));
    return bytes;
  }

  /** Whether each of a pair's two places takes one byte, apart from the case of letters. */
  static boolean canBe(Probed probed) {
    return probed.needle().length() > 1
        && probe(probed, 0).width() == 0
        && probe(probed, 1).width() == 0;
  }

  @Override
  public int next(byte[] bytes, int from, int to) {
    int end = to - 1;
    for (int at = from; at < end; at += LANES) {
      at = candidates(bytes, at, end);
      for (long left = at < end ? mask(bytes, at) : 0; left != 0; left &= left - 1) {
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
    ByteVector mask1 = ByteVector.broadcast(SPECIES, mask);
    ByteVector left1 = ByteVector.broadcast(SPECIES, lefts[0]);
    ByteVector left2 = ByteVector.broadcast(SPECIES, lefts[1]);
    ByteVector left3 = ByteVector.broadcast(SPECIES, lefts[2]);
    ByteVector left4 = ByteVector.broadcast(SPECIES, lefts[3]);
    ByteVector left5 = ByteVector.broadcast(SPECIES, lefts[4]);
    ByteVector left6 = ByteVector.broadcast(SPECIES, lefts[5]);
    ByteVector right1 = ByteVector.broadcast(SPECIES, rights[0]);
    ByteVector right2 = ByteVector.broadcast(SPECIES, rights[1]);
    ByteVector right3 = ByteVector.broadcast(SPECIES, rights[2]);
    ByteVector right4 = ByteVector.broadcast(SPECIES, rights[3]);
    ByteVector right5 = ByteVector.broadcast(SPECIES, rights[4]);
    ByteVector right6 = ByteVector.broadcast(SPECIES, rights[5]);
    int at = from;
    for (; at < end; at += LANES) {
      ByteVector left = ByteVector.fromArray(SPECIES, bytes, at).and(mask1);
      ByteVector right = ByteVector.fromArray(SPECIES, bytes, at + 1).and(mask1);
      long found =
          left.eq(left1)
              .and(right.eq(right1))
              .or(left.eq(left2).and(right.eq(right2)))
              .or(left.eq(left3).and(right.eq(right3)))
              .or(left.eq(left4).and(right.eq(right4)))
              .or(left.eq(left5).and(right.eq(right5)))
              .or(left.eq(left6).and(right.eq(right6)))
              .toLong();
      if (found != 0) {
        break;
      }
    }
    return at;
  }

  /** Where there may be a pair in the register at {@code at}. */
  private long mask(byte[] bytes, int at) {
    ByteVector left = ByteVector.fromArray(SPECIES, bytes, at).and(mask);
    ByteVector right = ByteVector.fromArray(SPECIES, bytes, at + 1).and(mask);
    return left.eq(lefts[0])
        .and(right.eq(rights[0]))
        .or(left.eq(lefts[1]).and(right.eq(rights[1])))
        .or(left.eq(lefts[2]).and(right.eq(rights[2])))
        .or(left.eq(lefts[3]).and(right.eq(rights[3])))
        .or(left.eq(lefts[4]).and(right.eq(rights[4])))
        .or(left.eq(lefts[5]).and(right.eq(rights[5])))
        .toLong();
  }
}
