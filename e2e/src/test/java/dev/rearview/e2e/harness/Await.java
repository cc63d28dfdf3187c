package dev.rearview.e2e.harness;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for what comes by itself. */
public final class Await {
  private static final long PAUSE_NANOS = 250_000_000;

  private Await() {}

  /** Returns once the condition holds; an {@link AssertionError} after the time. */
  public static void until(String what, Duration atMost, BooleanSupplier condition) {
    answer(what, atMost, condition::getAsBoolean, Boolean::booleanValue);
  }

  /** The first value that fits; an {@link AssertionError} with the last one after the time. */
  public static <T> T answer(
      String what, Duration atMost, Supplier<T> supplier, Predicate<T> fits) {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (true) {
      T value = supplier.get();
      if (fits.test(value)) {
        return value;
      }
      if (System.nanoTime() > deadline) {
        throw new AssertionError("waited %s until %s; last: %s".formatted(atMost, what, value));
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }
}
