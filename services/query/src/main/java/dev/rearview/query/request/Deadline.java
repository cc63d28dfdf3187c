package dev.rearview.query.request;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** When an answer must be there. */
public final class Deadline {
  /** Stands for "none" where a call needs a bound; FOLLOW runs as long as its client listens. */
  private static final Duration UNBOUNDED = Duration.ofDays(365);

  /** Kept for putting together what came in. */
  private static final Duration SHORTEST_REST = Duration.ofMillis(100);

  private static final Duration LONGEST_REST = Duration.ofSeconds(1);

  private final LongSupplier nanoTime;
  private final long startNanos;
  private final Duration budget;

  /**
   * @param budget null: none
   * @param nanoTime a clock that only goes forward
   */
  public Deadline(@Nullable Duration budget, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.startNanos = nanoTime.getAsLong();
    this.budget = budget == null ? UNBOUNDED : budget;
  }

  public Duration elapsed() {
    return Duration.ofNanos(nanoTime.getAsLong() - startNanos);
  }

  /** What is left; zero where nothing is. */
  public Duration remaining() {
    Duration left = budget.minus(elapsed());
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** What is left for those who are asked: a tenth is kept for putting the answer together. */
  public Duration forOthers() {
    Duration tenth = budget.dividedBy(10);
    Duration rest = tenth.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : tenth;
    rest = rest.compareTo(SHORTEST_REST) < 0 ? SHORTEST_REST : rest;
    Duration left = remaining().minus(rest);
    return left.isPositive() ? left : Duration.ofMillis(1);
  }

  public boolean isOver() {
    return remaining().isZero();
  }
}
