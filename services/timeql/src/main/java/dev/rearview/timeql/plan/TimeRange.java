package dev.rearview.timeql.plan;

import dev.rearview.engine.record.LogRecord;

/**
 * Which time is asked for, epoch nanoseconds, both ends inclusive; {@link LogRecord#NO_TIME} where
 * an end is open.
 */
public record TimeRange(long fromNanos, long toNanos) {
  public static final TimeRange EVERYTHING = new TimeRange(LogRecord.NO_TIME, LogRecord.NO_TIME);

  public boolean hasFrom() {
    return fromNanos != LogRecord.NO_TIME;
  }

  public boolean hasTo() {
    return toNanos != LogRecord.NO_TIME;
  }

  public boolean isEverything() {
    return !hasFrom() && !hasTo();
  }

  /** Whether a record lies in it; one without a time does only where the range is everything. */
  public boolean contains(LogRecord record) {
    if (isEverything()) {
      return true;
    }
    long ts = record.tsNanos();
    return record.hasTime() && (!hasFrom() || ts >= fromNanos) && (!hasTo() || ts <= toNanos);
  }
}
