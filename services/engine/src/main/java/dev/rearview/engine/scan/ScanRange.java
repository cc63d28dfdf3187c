package dev.rearview.engine.scan;

import dev.rearview.engine.record.LogRecord;

/**
 * A stretch of time, both ends inclusive, epoch nanoseconds.
 *
 * @param fromNanos {@link LogRecord#NO_TIME} where open
 * @param toNanos {@link Long#MAX_VALUE} where open
 */
public record ScanRange(long fromNanos, long toNanos) {
  public static final ScanRange ALL = new ScanRange(LogRecord.NO_TIME, Long.MAX_VALUE);

  public boolean contains(long nanos) {
    return nanos != LogRecord.NO_TIME && nanos >= fromNanos && nanos <= toNanos;
  }
}
