package dev.rearview.bench.row;

import dev.rearview.bench.measure.Quartiles;

/** What a figure should be at most, or at least. */
public record Goal(double bound, boolean atMost) {
  static Goal atMost(double bound) {
    return new Goal(bound, true);
  }

  static Goal atLeast(double bound) {
    return new Goal(bound, false);
  }

  /** Whether the median of a figure is within it. */
  public boolean reached(Quartiles figure) {
    return atMost ? figure.median() <= bound : figure.median() >= bound;
  }
}
