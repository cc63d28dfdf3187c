package dev.rearview.engine.pattern;

import org.jspecify.annotations.Nullable;

/**
 * Counts lines with a hit as long as it is plain to see that each is a record: neither it nor the
 * line after it begins oddly, and it is not too long. For one thread at a time; goes on with what
 * it has learned of one buffer in the next.
 */
public final class LineCounter {
  /** So many hits in a row, each that near to the one before, are many. */
  private static final int MANY = 4;

  private static final int NEAR_BYTES = 1024;

  private final Finder finder;
  private final Beginnings beginnings;
  private final int longest;
  private final @Nullable DenseSearch dense;
  private int near;
  private int next;

  /**
   * @param finder as {@link Finder#perLine}
   * @param longest most bytes of a line with what ends it
   */
  public LineCounter(Finder finder, Beginnings beginnings, int longest) {
    this.finder = finder;
    this.beginnings = beginnings;
    this.longest = longest;
    dense =
        finder instanceof NeedleFinder needles && needles.search() instanceof DenseSearch search
            ? search
            : null;
  }

  /**
   * Counts lines that end before {@code to}, until one is met that is not plain.
   *
   * @param from where a line starts
   * @param to of a byte that is there
   */
  public int count(byte[] bytes, int from, int to) {
    int count = 0;
    next = from;
    while (next < to) {
      if (dense != null && near >= MANY) {
        count += countDense(dense, bytes, to);
      }
      int at = finder.find(bytes, next, to);
      if (at < 0) {
        int last = Lines.start(bytes, to - 1, next);
        next = isOdd(bytes[last]) ? next : last;
        break;
      }
      int first = Lines.start(bytes, at, next);
      int end = Lines.end(bytes, at, to);
      if (end == to || end - first > longest || isOdd(bytes[first]) || isOdd(bytes[end + 1])) {
        break;
      }
      near = end - next < NEAR_BYTES ? near + 1 : 0;
      next = end + 1;
      count++;
    }
    return count;
  }

  private int countDense(DenseSearch search, byte[] bytes, int to) {
    long counted = search.count(bytes, next, next + Math.min(to - next, longest), beginnings);
    int lines = (int) (counted >>> 32);
    int passed = (int) counted - next;
    next += passed;
    near = passed < NEAR_BYTES || lines < passed / NEAR_BYTES ? 0 : near;
    return lines;
  }

  private boolean isOdd(byte first) {
    return beginnings.isOdd(first);
  }

  /** Where a line starts up to which all with a hit were counted. */
  public int next() {
    return next;
  }
}
