package dev.rearview.testkit;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what another thread or process does. */
public final class Await {
  private static final Duration MOST = Duration.ofSeconds(60);
  private static final Duration BETWEEN = Duration.ofMillis(5);

  private Await() {}

  /**
   * Waits until a condition holds, a minute at most.
   *
   * @param what is waited for, as the failure says it
   * @throws AssertionError where it does not come to hold
   */
  public static void until(String what, BooleanSupplier holds) {
    long end = System.nanoTime() + MOST.toNanos();
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("waited %d s in vain: %s".formatted(MOST.toSeconds(), what));
      }
      LockSupport.parkNanos(BETWEEN.toNanos());
    }
  }
}
