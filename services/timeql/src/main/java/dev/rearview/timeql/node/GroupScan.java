package dev.rearview.timeql.node;

import dev.rearview.engine.aggregate.Aggregate;
import dev.rearview.engine.aggregate.GroupTable;
import dev.rearview.engine.aggregate.PartialGroup;
import dev.rearview.engine.record.LogRecord;
import dev.rearview.engine.scan.LogStream;
import dev.rearview.engine.scan.ReadSettings;
import dev.rearview.engine.scan.ScanCounters;
import dev.rearview.engine.scan.StretchReader;
import dev.rearview.timeql.plan.NodePart;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A fragment that gives groups: they need no order, so that threads take stretch after stretch of
 * all files, each into groups of its own, which are merged at the end.
 */
final class GroupScan {
  private final ScanParts parts;
  private final List<LogStream> streams;
  private final ReadSettings settings;
  private final ScanCounters counters;
  private final int threads;
  private final AtomicLong matches = new AtomicLong();
  private final List<String> bounds = Collections.synchronizedList(new ArrayList<>());

  GroupScan(
      ScanParts parts,
      List<LogStream> streams,
      ReadSettings settings,
      ScanCounters counters,
      int threads) {
    this.parts = parts;
    this.streams = streams;
    this.settings = settings;
    this.counters = counters;
    this.threads = threads;
  }

  /** Reads everything. */
  List<PartialGroup> groups() {
    Stretches stretches = new Stretches(streams, parts.range(), settings, counters, threads);
    List<GroupTable> tables = Collections.synchronizedList(new ArrayList<>());
    Threads.run(threads, () -> tables.add(read(stretches)));
    GroupTable whole = tables.getFirst();
    for (GroupTable table : tables.subList(1, tables.size())) {
      table.partials().forEach(whole::merge);
      bounds.addAll(table.boundsHit());
    }
    bounds.addAll(whole.boundsHit());
    return whole.partials();
  }

  private GroupTable read(Stretches stretches) {
    ScanWorker worker = parts.worker();
    NodePart.Grouping grouping = Objects.requireNonNull(worker.part().grouping());
    GroupTable table = grouping.table();
    boolean counts = isCount(worker.part(), grouping);
    for (Stretches.Stretch one = stretches.next(); one != null; one = stretches.next()) {
      try {
        long count = counts ? worker.count(one.piece(), one.from(), one.to(), one.isFirst()) : -1;
        if (count >= 0) {
          matches.addAndGet(count);
          table.merge(counted(grouping, count));
        } else {
          read(one, worker, table);
        }
      } finally {
        if (stretches.done(one)) {
          parts.finders().forget(one.piece());
        }
      }
    }
    return table;
  }

  private void read(Stretches.Stretch one, ScanWorker worker, GroupTable table) {
    Finders.Loan loan = worker.finder(one.piece(), one.from(), one.to());
    StretchReader reader =
        worker.reader(one.piece(), one.from(), one.to(), one.isFirst(), worker.buffer(), loan);
    long[] found = {0};
    while (!reader.run(
        (lent, candidate, afterGap) -> {
          LogRecord seen = worker.seen(lent);
          if (worker.matches(seen)) {
            found[0]++;
            table.add(seen);
          }
          worker.looked(one.piece(), lent);
          return true;
        })) {
      // goes on to the end
    }
    worker.giveBack(loan);
    matches.addAndGet(found[0]);
  }

  /** Whether the groups are a count of all matches, which needs nothing of them. */
  private static boolean isCount(NodePart part, NodePart.Grouping grouping) {
    return grouping.keys().isEmpty()
        && part.range().isEverything()
        && part.extract().isEmpty()
        && grouping.aggregates().stream()
            .allMatch(a -> a.function() == Aggregate.Function.COUNT && a.argument() == null);
  }

  private static PartialGroup counted(NodePart.Grouping grouping, long count) {
    byte[] state = ByteBuffer.allocate(Long.BYTES).putLong(count).array();
    List<@Nullable Object> keys = List.of();
    return new PartialGroup(keys, Collections.nCopies(grouping.aggregates().size(), state));
  }

  long matches() {
    return matches.get();
  }

  List<String> boundsHit() {
    return List.copyOf(bounds);
  }
}
