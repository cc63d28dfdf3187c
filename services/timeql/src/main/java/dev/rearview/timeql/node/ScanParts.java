package dev.rearview.timeql.node;

import dev.rearview.engine.aggregate.Aggregate;
import dev.rearview.engine.record.Field;
import dev.rearview.engine.scan.ScanRange;
import dev.rearview.timeql.plan.NodePart;
import dev.rearview.timeql.plan.TimeRange;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** A scan's fragment once for each thread that runs it, with what that thread counts. */
final class ScanParts {
  private final Supplier<NodePart> source;
  private final NodePart first;
  private final List<RecordCounter> counters = new ArrayList<>();
  private final Finders finders = new Finders();
  private boolean taken;

  ScanParts(Supplier<NodePart> source) {
    this.source = source;
    this.first = source.get();
  }

  /** To look at only. */
  NodePart first() {
    return first;
  }

  ScanRange range() {
    TimeRange range = first.range();
    return new ScanRange(range.fromNanos(), range.hasTo() ? range.toNanos() : Long.MAX_VALUE);
  }

  Finders finders() {
    return finders;
  }

  /** What a further thread runs. */
  synchronized ScanWorker worker() {
    NodePart part = taken ? source.get() : first;
    taken = true;
    RecordCounter counter = new RecordCounter(part.fields(), dependsOnTime(part));
    counters.add(counter);
    return new ScanWorker(part, counter, finders);
  }

  /** Whether a record without a time is answered otherwise than one that has one. */
  private static boolean dependsOnTime(NodePart part) {
    NodePart.Grouping grouping = part.grouping();
    return !part.range().isEverything()
        || part.fields().contains(Field.TS)
        || (grouping != null && grouping.aggregates().stream().anyMatch(Aggregate::readsTime));
  }

  synchronized FragmentCounts counts(long matches, List<String> boundsHit) {
    RecordCounter all = new RecordCounter(first.fields(), true);
    counters.forEach(all::add);
    return all.counts(matches, boundsHit);
  }
}
