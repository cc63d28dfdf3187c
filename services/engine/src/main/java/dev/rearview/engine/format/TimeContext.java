package dev.rearview.engine.format;

import java.time.Clock;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * What is assumed for times that lack it.
 *
 * @param zone of times without one
 * @param year of times without one; null takes the latest year in which the time is not after the
 *     clock's
 */
public record TimeContext(ZoneId zone, @Nullable Integer year, Clock clock) {
  public TimeContext {
    if (year != null && (year < 1970 || year > 2200)) {
      throw new IllegalArgumentException("year %d is not between 1970 and 2200".formatted(year));
    }
  }

  /** UTC, and the year by the clock. */
  public static TimeContext utc(Clock clock) {
    return new TimeContext(ZoneOffset.UTC, null, clock);
  }
}
