package dev.rearview.engine.scan;

import dev.rearview.engine.record.LogRecord;

/** What one reader has counted since it last told. */
final class PieceCounts {
  long bytes;
  long records;
  long withoutTime;
  long linesCut;
  long recordsSplit;
  long firstNanos = LogRecord.NO_TIME;
  long lastNanos = LogRecord.NO_TIME;

  void record(LogRecord record) {
    records++;
    long ts = record.tsNanos();
    if (ts == LogRecord.NO_TIME) {
      withoutTime++;
      return;
    }
    firstNanos = firstNanos == LogRecord.NO_TIME ? ts : Math.min(firstNanos, ts);
    lastNanos = Math.max(lastNanos, ts);
  }

  void clear() {
    bytes = 0;
    records = 0;
    withoutTime = 0;
    linesCut = 0;
    recordsSplit = 0;
    firstNanos = LogRecord.NO_TIME;
    lastNanos = LogRecord.NO_TIME;
  }
}
