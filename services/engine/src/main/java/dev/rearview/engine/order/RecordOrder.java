package dev.rearview.engine.order;

import dev.rearview.engine.record.LogRecord;
import java.util.Comparator;

/** The order of answers: time, then node, stream, position. Records without a time are last. */
public final class RecordOrder {
  public static final Comparator<LogRecord> BY_TIME =
      (a, b) -> {
        int order = Long.compare(timeOrLast(a), timeOrLast(b));
        return order != 0 ? order : byPlace(a, b);
      };

  private RecordOrder() {}

  /** Node, stream, position. */
  static int byPlace(LogRecord a, LogRecord b) {
    int order = a.node().compareTo(b.node());
    order = order != 0 ? order : a.stream().compareTo(b.stream());
    return order != 0 ? order : Long.compare(a.position(), b.position());
  }

  private static long timeOrLast(LogRecord record) {
    return record.hasTime() ? record.tsNanos() : Long.MAX_VALUE;
  }
}
