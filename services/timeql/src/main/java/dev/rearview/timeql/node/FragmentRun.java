package dev.rearview.timeql.node;

import dev.rearview.engine.aggregate.GroupTable;
import dev.rearview.engine.aggregate.PartialGroup;
import dev.rearview.engine.order.RecordSource;
import dev.rearview.engine.order.SpillArea;
import dev.rearview.engine.record.LogRecord;
import dev.rearview.engine.scan.FileRecord;
import dev.rearview.timeql.plan.NodePart;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One run of a fragment over a node's records. Rows are pulled: no record is read before a row is
 * asked for. For one thread, but it may be told to stop by any.
 *
 * <p>A source that pauses ({@code FOLLOW}) blocks in its {@code next()}, and ends when stopped.
 */
public final class FragmentRun implements AutoCloseable {
  private final NodePart part;
  private final RecordSource records;
  private final BooleanSupplier stopped;
  private final RecordCounter counter;
  private final RowCollector rows;
  private final @Nullable GroupTable groups;
  private final Deque<NodeRow> ready = new ArrayDeque<>();
  private boolean ended;

  private FragmentRun(NodePart part, RecordSource records, BooleanSupplier stopped) {
    this.part = part;
    this.records = records;
    this.stopped = stopped;
    this.counter = new RecordCounter(part.fields(), true);
    this.rows = RowCollector.of(part, ready::add, SpillArea.NONE);
    NodePart.Grouping grouping = part.grouping();
    this.groups = grouping == null ? null : grouping.table();
  }

  /**
   * Begins.
   *
   * @param records in the order of time, as far as it goes; closed with the run
   * @param stopped asked before each record; the run ends where it says true
   */
  public static FragmentRun start(NodePart part, RecordSource records, BooleanSupplier stopped) {
    return new FragmentRun(part, records, stopped);
  }

  /** The next row; null at the end, and always where the fragment gives groups. */
  public @Nullable NodeRow next() {
    while (ready.isEmpty() && !ended) {
      step();
    }
    return ready.poll();
  }

  /** The groups of all records; empty where the fragment gives rows. */
  public List<PartialGroup> groups() {
    while (!ended) {
      step();
    }
    return groups == null ? List.of() : groups.partials();
  }

  private void step() {
    LogRecord record = stopped.getAsBoolean() || rows.isFull() ? null : records.next();
    if (record == null) {
      ended = true;
      rows.finish();
      return;
    }
    LogRecord seen =
        part.extract().isEmpty() ? record : new ExtractingRecord(record, part.extract());
    boolean inRange = part.range().contains(seen);
    if (inRange) {
      counter.tested(seen);
    } else {
      counter.outOfRange(seen);
    }
    Boolean matches = part.matches(seen);
    if (matches == null) {
      counter.excludedByNull();
    }
    boolean match = Boolean.TRUE.equals(matches);
    if (groups == null) {
      rows.accept(seen, match);
    } else if (match) {
      rows.count();
      groups.add(seen);
    }
    if (record instanceof FileRecord file) {
      counter.looked(file);
    }
  }

  /** What was counted so far; final after the end. */
  public FragmentCounts counts() {
    List<String> all = new ArrayList<>(rows.boundsHit());
    if (groups != null) {
      all.addAll(groups.boundsHit());
    }
    return counter.counts(rows.matches(), all);
  }

  /** Whether it came to its end by itself, or was stopped before. */
  public boolean isEnded() {
    return ended && !stopped.getAsBoolean();
  }

  @Override
  public void close() {
    records.close();
  }
}
