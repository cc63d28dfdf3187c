package dev.rearview.engine.scan;

import dev.rearview.engine.pattern.Finder;
import org.jspecify.annotations.Nullable;

/**
 * Which records of a stretch are given out.
 *
 * @param finder finds those that may be wanted, by their bytes; null gives every record
 * @param first so many records at the stretch's beginning are given in any case
 * @param before records before each that may be wanted, and at the stretch's end
 * @param after records after each that may be wanted, and at the stretch's beginning
 */
public record Search(@Nullable Finder finder, int first, int before, int after) {
  /** Every record. */
  public static final Search ALL = new Search(null, 0, 0, 0);

  public Search {
    if (first < 0 || before < 0 || after < 0) {
      throw new IllegalArgumentException("a count of records is negative");
    }
  }

  boolean hasContext() {
    return before > 0 || after > 0;
  }

  /** Records that are given at the beginning. */
  int head() {
    return Math.max(first, after);
  }

  /** Records that are given at the end. */
  int tail() {
    return hasContext() ? Math.max(1, before) : 0;
  }

  /** The same with another finder. */
  Search with(Finder other) {
    return new Search(other, first, before, after);
  }
}
