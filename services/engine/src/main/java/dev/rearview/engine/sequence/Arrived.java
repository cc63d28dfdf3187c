package dev.rearview.engine.sequence;

import dev.rearview.engine.record.LogRecord;

/** A row and its number in the order of arrival within its key. */
record Arrived(LogRecord record, long arrival) {
  long nanos() {
    return record.tsNanos();
  }
}
