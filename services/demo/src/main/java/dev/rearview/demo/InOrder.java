package dev.rearview.demo;

import dev.rearview.demo.feed.EventSink;
import dev.rearview.demo.node.NodeLogs;
import dev.rearview.demo.shop.LogRecord;
import dev.rearview.demo.shop.Recorder;
import dev.rearview.model.Event;
import java.io.IOException;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Holds what happens until its second is over, then writes it in order of time. */
final class InOrder implements Recorder {
  private sealed interface Entry {
    long atMicros();

    long arrival();

    record Line(LogRecord record, long arrival) implements Entry {
      @Override
      public long atMicros() {
        return record.atMicros();
      }
    }

    record Sent(Event event, long arrival) implements Entry {
      @Override
      public long atMicros() {
        return event.timestampMs() * 1_000;
      }
    }
  }

  private final NodeLogs logs;
  private final EventSink sink;
  private final PriorityQueue<Entry> waiting =
      new PriorityQueue<>(
          Comparator.comparingLong(Entry::atMicros).thenComparingLong(Entry::arrival));
  private long arrivals;

  InOrder(NodeLogs logs, EventSink sink) {
    this.logs = logs;
    this.sink = sink;
  }

  @Override
  public void log(LogRecord record) {
    waiting.add(new Entry.Line(record, arrivals++));
  }

  @Override
  public void event(Event event) {
    waiting.add(new Entry.Sent(event, arrivals++));
  }

  /**
   * Lets go of everything before that time.
   *
   * @param write whether it is written; else it was written in an earlier run
   */
  void release(long beforeMs, boolean write) throws IOException {
    while (!waiting.isEmpty() && waiting.peek().atMicros() < beforeMs * 1_000) {
      Entry entry = waiting.remove();
      if (write) {
        switch (entry) {
          case Entry.Line line -> logs.write(line.record);
          case Entry.Sent sent -> sink.accept(sent.event);
        }
      }
    }
  }
}
