package dev.rearview.engine.pattern;

/** Looks at each place, or at each line. */
record NaiveFinder(Requirement requirement, boolean perLine) implements Finder {

  @Override
  public int find(byte[] buffer, int from, int to) {
    for (int at = from; at < to; ) {
      int end = perLine ? Lines.end(buffer, at, to) : to;
      if (perLine
          ? requirement.isMetBy(buffer, at, Lines.textEnd(buffer, at, end, to))
          : mayStartAt(requirement, buffer, at, to)) {
        return at;
      }
      at = perLine ? end + 1 : at + 1;
    }
    return -1;
  }

  private static boolean mayStartAt(Requirement requirement, byte[] buffer, int at, int to) {
    return switch (requirement) {
      case Requirement.Contains contains -> contains.needle().isAt(buffer, at, to);
      case Requirement.Found found -> mayStartAt(found.regex().requirement(), buffer, at, to);
      case Requirement.All all -> mayStartAt(all.parts().getFirst(), buffer, at, to);
      case Requirement.Any any ->
          any.parts().stream().anyMatch(part -> mayStartAt(part, buffer, at, to));
      case Requirement.Always always -> true;
      case Requirement.Never never -> false;
    };
  }
}
