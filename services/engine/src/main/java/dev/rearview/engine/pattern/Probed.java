package dev.rearview.engine.pattern;

/**
 * A needle and the places to look at first.
 *
 * @param second of another place than {@code first} unless the needle has only one
 * @param window the first of {@link #WINDOW} neighbouring places, for a search for several needles
 *     at once; 0 where the needle has fewer
 */
record Probed(Needle needle, Probe first, Probe second, int window) {
  /** Places of a window. */
  static final int WINDOW = 4;

  /** Windows begin before this place. */
  static final int FURTHEST = 16;
}
