package dev.rearview.prediction.topology;

import java.time.Duration;

/**
 * How much is kept of each component.
 *
 * @param history how far back its series go, from its newest event, 1 hour to 1 year
 * @param maxMetrics metrics; further ones are not kept, 1 to 1,000
 * @param maxPaths parts of its state whose changes are kept, 1 to 10,000
 * @param maxAssignments newest changes of each part, 10 to 10,000
 */
public record Bounds(Duration history, int maxMetrics, int maxPaths, int maxAssignments) {
  public Bounds {
    require(
        history.compareTo(Duration.ofHours(1)) >= 0 && history.compareTo(Duration.ofDays(366)) <= 0,
        "history is 1 hour to 1 year, not " + history);
    require(maxMetrics >= 1 && maxMetrics <= 1_000, "1 to 1,000 metrics, not " + maxMetrics);
    require(maxPaths >= 1 && maxPaths <= 10_000, "1 to 10,000 paths, not " + maxPaths);
    require(
        maxAssignments >= 10 && maxAssignments <= 10_000,
        "10 to 10,000 assignments, not " + maxAssignments);
  }

  /** 7 days, 64 metrics, 256 parts, 200 changes of each. */
  public static Bounds defaults() {
    return new Bounds(Duration.ofDays(7), 64, 256, 200);
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
