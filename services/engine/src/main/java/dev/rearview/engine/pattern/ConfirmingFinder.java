package dev.rearview.engine.pattern;

/** Looks line by line: at each line that may satisfy the requirement, whether it does. */
record ConfirmingFinder(Requirement requirement, Finder candidates) implements Finder {

  @Override
  public int find(byte[] buffer, int from, int to) {
    int start = from;
    while (true) {
      int at = candidates.find(buffer, start, to);
      if (at < 0) {
        return -1;
      }
      start = Lines.start(buffer, at, start);
      int end = Lines.end(buffer, at, to);
      if (requirement.isMetBy(buffer, start, Lines.textEnd(buffer, start, end, to))) {
        return at;
      }
      start = Math.min(end + 1, to);
    }
  }
}
