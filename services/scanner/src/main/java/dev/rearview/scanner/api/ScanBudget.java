package dev.rearview.scanner.api;

import java.time.Duration;
import java.util.function.LongSupplier;

/** The time that a scan may take, counted from its arrival. */
final class ScanBudget {
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final LongSupplier nanoTime;
  private final long end;
  private final boolean bounded;

  /**
   * @param budget zero: none
   */
  ScanBudget(Duration budget, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.bounded = budget.isPositive();
    this.end = nanoTime.getAsLong() + budget.toNanos();
  }

  boolean isSpent() {
    return bounded && nanoTime.getAsLong() - end >= 0;
  }

  /** Whether it was spent so long ago that nobody can wait any more. */
  boolean isLongSpent() {
    return bounded && nanoTime.getAsLong() - end >= GRACE.toNanos();
  }
}
