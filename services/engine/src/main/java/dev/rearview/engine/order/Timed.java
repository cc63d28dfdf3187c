package dev.rearview.engine.order;

import dev.rearview.engine.record.LogRecord;
import java.util.Comparator;

/**
 * A record and the time by which it is ordered: its own, or that of the record before it in its
 * stream where it has none.
 */
record Timed(long orderNanos, LogRecord record) {
  static final Comparator<Timed> ORDER =
      (a, b) -> {
        int order = Long.compare(a.orderNanos, b.orderNanos);
        return order != 0 ? order : RecordOrder.byPlace(a.record, b.record);
      };
}
