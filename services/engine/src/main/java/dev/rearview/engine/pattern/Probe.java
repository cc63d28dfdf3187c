package dev.rearview.engine.pattern;

/**
 * A quick look at one place of a {@link Needle}: a byte may stand there if, some bits taken away,
 * it is one of a few neighbours. It takes every byte of the needle's class, perhaps more.
 *
 * @param place in the needle
 * @param mask the bits that count
 * @param low the lowest of the neighbours
 * @param width how many there are above it
 */
record Probe(int place, byte mask, byte low, byte width) {
  private static final int WITHOUT_CASE = 0xDF;

  static Probe of(Needle needle, int place) {
    ByteClass wanted = needle.at(place);
    ByteClass folded = wanted.cleared();
    boolean bothCases = 2 * folded.size() == wanted.size();
    ByteClass seen = bothCases ? folded : wanted;
    int low = seen.lowest();
    int mask = bothCases ? WITHOUT_CASE : 0xFF;
    return new Probe(place, (byte) mask, (byte) low, (byte) (seen.highest() - low));
  }

  /** What to take away so that the neighbours are the lowest of the signed bytes. */
  byte base() {
    return (byte) (low + Byte.MIN_VALUE);
  }

  /** The highest of the neighbours when {@link #base} is taken away. */
  byte limit() {
    return (byte) (width + Byte.MIN_VALUE);
  }

  /** All bytes that may stand there. */
  ByteClass taken() {
    int lowest = low & 0xFF;
    ByteClass neighbours = ByteClass.range(lowest, lowest + (width & 0xFF));
    return mask == (byte) WITHOUT_CASE ? neighbours.becoming() : neighbours;
  }
}
