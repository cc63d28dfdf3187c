package dev.rearview.engine.pattern;

import java.util.List;

/**
 * A needle and the places to look at first.
 *
 * @param probes of different places, at least one and at most {@link #MOST_PROBES}
 * @param window the first of {@link #WINDOW} neighbouring places, for a search for several needles
 *     at once; 0 where the needle has fewer
 * @param pair the first of two neighbouring places, likewise
 */
record Probed(Needle needle, List<Probe> probes, int window, int pair) {
  static final int MOST_PROBES = 4;

  /** Places of a window. */
  static final int WINDOW = 4;

  /** Windows begin before this place. */
  static final int FURTHEST = 16;

  /** Places of a pair. */
  static final int PAIR = 2;

  /** The same with another window. */
  Probed withWindow(int from) {
    return new Probed(needle, probes, from, pair);
  }

  /** A probe, the last one again where there are fewer. */
  Probe probe(int number) {
    return probes.get(Math.min(number, probes.size() - 1));
  }

  /** Whether there are more than two probes. */
  boolean hasMore() {
    return probes.size() > 2;
  }
}
