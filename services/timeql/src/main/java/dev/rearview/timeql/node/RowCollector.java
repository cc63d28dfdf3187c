package dev.rearview.timeql.node;

import dev.rearview.engine.context.ContextSize;
import dev.rearview.engine.context.ContextWindows;
import dev.rearview.engine.order.SpillArea;
import dev.rearview.engine.record.LogRecord;
import dev.rearview.timeql.plan.NodePart;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a fragment's matches: passed on, with context, the newest, or the first by keys.
 */
abstract sealed class RowCollector permits PassingRows, NewestRows, TopRows {
  private final RowValues values;
  private final Consumer<NodeRow> out;
  private final long limit;
  private final @Nullable ContextWindows windows;
  private final @Nullable ContextSize context;
  private long matches;
  private long lastMatchNanos = LogRecord.NO_TIME;
  private boolean past;

  RowCollector(NodePart part, Consumer<NodeRow> out, boolean stopsAtLimit) {
    this.values = new RowValues(part);
    this.out = out;
    this.limit = stopsAtLimit ? part.limit() : 0;
    this.context = part.context();
    this.windows =
        context == null
            ? null
            : new ContextWindows(
                context, row -> take(values.of(row.record(), !row.match(), row.group())));
  }

  static RowCollector of(NodePart part, Consumer<NodeRow> out, SpillArea area) {
    if (!part.orderBy().isEmpty()) {
      return new TopRows(part, out, TopRows.MOST_BYTES, area);
    }
    return part.last() ? new NewestRows(part, out) : new PassingRows(part, out);
  }

  /** Takes the next record. */
  final void accept(LogRecord record, boolean matched) {
    boolean match = matched && !isLimitReached();
    if (match) {
      matches++;
      lastMatchNanos = Math.max(lastMatchNanos, record.tsNanos());
    }
    if (windows != null) {
      past = isPastContext(record);
      windows.accept(record, match);
    } else if (match) {
      take(values.of(record, false, 0));
    }
  }

  /** Takes a row that was found already, with its context around it. */
  final void offer(NodeRow row) {
    matches += row.context() ? 0 : 1;
    take(row);
  }

  private boolean isLimitReached() {
    return limit > 0 && matches >= limit;
  }

  /** With a duration of context, reading ends at the first record that is after all of it. */
  private boolean isPastContext(LogRecord record) {
    return isLimitReached()
        && context != null
        && context.around() != null
        && record.hasTime()
        && lastMatchNanos != LogRecord.NO_TIME
        && record.tsNanos() - lastMatchNanos > context.around().toNanos();
  }

  /** Whether no further record can add anything. */
  final boolean isFull() {
    if (!isLimitReached()) {
      return false;
    }
    if (windows == null || context == null) {
      return true;
    }
    return context.around() == null ? !windows.isOpen() : past;
  }

  final void count() {
    matches++;
  }

  final long matches() {
    return matches;
  }

  List<String> boundsHit() {
    return windows == null ? List.of() : windows.boundsHit();
  }

  final void give(NodeRow row) {
    out.accept(row);
  }

  abstract void take(NodeRow row);

  /** No record will come any more. */
  abstract void finish();

  /** The next of the rows that are given only when they are asked for; null at their end. */
  @Nullable NodeRow rest() {
    return null;
  }

  /** Lets go of what is held outside of memory. */
  void close() {}
}
