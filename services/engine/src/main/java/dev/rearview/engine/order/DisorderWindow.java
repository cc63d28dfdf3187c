package dev.rearview.engine.order;

import dev.rearview.engine.record.LogRecord;
import java.util.Objects;
import java.util.PriorityQueue;

/** Reads one stream ahead by a window of records, so that the earliest of them comes out first. */
final class DisorderWindow implements AutoCloseable {
  private final RecordSource source;
  private final int size;
  private final PriorityQueue<Timed> held = new PriorityQueue<>(Timed.ORDER);
  private long previous = LogRecord.NO_TIME;
  private long lastGiven = Long.MIN_VALUE;
  private long late;
  private boolean ended;

  DisorderWindow(RecordSource source, int size) {
    this.source = source;
    this.size = size;
  }

  /** Fills the window; whether there is a record to take. */
  boolean fill() {
    while (!ended && held.size() < size) {
      LogRecord record = source.next();
      if (record == null) {
        ended = true;
      } else {
        previous = record.hasTime() ? record.tsNanos() : previous;
        held.add(new Timed(previous, record));
      }
    }
    return !held.isEmpty();
  }

  Timed head() {
    return Objects.requireNonNull(held.peek());
  }

  LogRecord take() {
    Timed timed = held.remove();
    if (timed.orderNanos() < lastGiven) {
      late++;
    } else {
      lastGiven = timed.orderNanos();
    }
    return timed.record();
  }

  int size() {
    return size;
  }

  long late() {
    return late;
  }

  @Override
  public void close() {
    source.close();
  }
}
