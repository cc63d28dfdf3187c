package dev.rearview.engine.order;

import dev.rearview.engine.record.LogRecord;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Reads one stream ahead by a window of records, so that the earliest of them comes out first. */
final class DisorderWindow implements AutoCloseable {
  private final RecordSource source;
  private final int size;

  /** Those that came in order; what came too late for that stands aside. */
  private final Deque<Timed> rising = new ArrayDeque<>();

  private final PriorityQueue<Timed> aside = new PriorityQueue<>(Timed.ORDER);
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
    while (!ended && rising.size() + aside.size() < size) {
      LogRecord record = source.next();
      if (record == null) {
        ended = true;
      } else {
        previous = record.hasTime() ? record.tsNanos() : previous;
        add(new Timed(previous, record));
      }
    }
    return first() != null;
  }

  private void add(Timed timed) {
    Timed tail = rising.peekLast();
    if (tail == null || Timed.ORDER.compare(tail, timed) <= 0) {
      rising.add(timed);
    } else {
      aside.add(timed);
    }
  }

  private @Nullable Timed first() {
    Timed a = rising.peek();
    Timed b = aside.peek();
    return b == null || (a != null && Timed.ORDER.compare(a, b) <= 0) ? a : b;
  }

  Timed head() {
    return Objects.requireNonNull(first());
  }

  LogRecord take() {
    Timed timed = head();
    if (timed == rising.peek()) {
      rising.remove();
    } else {
      aside.remove();
    }
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
