package dev.rearview.causality.topology;

import java.time.Duration;

/**
 * How much the stores keep, each by the time since it was first written and by count.
 *
 * @param events events, edges, trouble, anomalies, alerts: 1 minute to 10 years
 * @param joins what waits for something to join with: 1 minute to 10 years
 * @param maxEntries entries of each store and partition, at least 1,000
 */
public record Retention(Duration events, Duration joins, int maxEntries) {
  private static final Duration LONGEST = Duration.ofDays(3653);

  public Retention {
    check("of events", events);
    check("of joins", joins);
    if (maxEntries < 1_000) {
      throw new IllegalArgumentException("at least 1,000 entries are kept, not " + maxEntries);
    }
  }

  /** 30 days of events, a day for joins, a million entries. */
  public static Retention defaults() {
    return new Retention(Duration.ofDays(30), Duration.ofDays(1), 1_000_000);
  }

  private static void check(String what, Duration kept) {
    if (kept.compareTo(Duration.ofMinutes(1)) < 0 || kept.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "retention %s is 1 minute to 10 years, not %s".formatted(what, kept));
    }
  }
}
