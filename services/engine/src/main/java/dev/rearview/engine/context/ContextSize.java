package dev.rearview.engine.context;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How much to show around a match: a number of records before and after, or all within a duration
 * of it on both sides.
 *
 * @param around null where records are counted
 */
public record ContextSize(int before, int after, @Nullable Duration around) {
  /** Most records before or after a match. */
  public static final int MAX_RECORDS = 10_000;

  public ContextSize {
    if (before < 0 || after < 0 || before > MAX_RECORDS || after > MAX_RECORDS) {
      throw new IllegalArgumentException(
          "context of %d before and %d after is not within 0 to %,d"
              .formatted(before, after, MAX_RECORDS));
    }
    if (around != null && around.isNegative()) {
      throw new IllegalArgumentException("context of %s is negative".formatted(around));
    }
  }

  public static ContextSize records(int before, int after) {
    return new ContextSize(before, after, null);
  }

  public static ContextSize around(Duration duration) {
    return new ContextSize(0, 0, duration);
  }
}
