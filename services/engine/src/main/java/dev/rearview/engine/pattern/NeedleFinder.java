package dev.rearview.engine.pattern;

/** Looks for needles alone. */
record NeedleFinder(Search search) implements Finder {
  @Override
  public int find(byte[] buffer, int from, int to) {
    return search.next(buffer, from, to);
  }
}
