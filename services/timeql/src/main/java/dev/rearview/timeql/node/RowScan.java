package dev.rearview.timeql.node;

import dev.rearview.engine.context.ContextRow;
import dev.rearview.engine.context.ContextSize;
import dev.rearview.engine.context.ContextWindows;
import dev.rearview.engine.order.SpillArea;
import dev.rearview.engine.scan.LogStream;
import dev.rearview.engine.scan.ReadSettings;
import dev.rearview.engine.scan.ScanCounters;
import dev.rearview.engine.scan.ScanRange;
import dev.rearview.timeql.plan.NodePart;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * A fragment that gives rows: found in each stream by {@link RowReading}, with the context around
 * them, merged in the order of time, and passed on as the fragment asks.
 */
final class RowScan implements RowsFound {
  private static final int MOST_SORTED = 200_000;

  private final ScanParts parts;
  private final List<LogStream> streams;
  private final ScanRange range;
  private final ReadSettings settings;
  private final ScanCounters counters;
  private final int threads;
  private final NodePart part;
  private final Deque<NodeRow> ready = new ArrayDeque<>();
  private final RowCollector collector;
  private final RowLimit limit;
  private final @Nullable ContextWindows windows;
  private final List<Source> sources = new ArrayList<>();
  private final PriorityQueue<Source> queue =
      new PriorityQueue<>((a, b) -> SortingWindow.ORDER.compare(a.head(), b.head()));
  private @Nullable RowReading reading;
  private @Nullable Source current;
  private long matchesInRange;
  private boolean ended;

  /**
   * @param range what lies surely outside of it is not read
   * @param area where rows that are put in order by keys go when they do not fit into memory
   */
  RowScan(
      ScanParts parts,
      List<LogStream> streams,
      ScanRange range,
      ReadSettings settings,
      ScanCounters counters,
      int threads,
      SpillArea area) {
    this.parts = parts;
    this.streams = streams;
    this.range = range;
    this.settings = settings;
    this.counters = counters;
    this.threads = threads;
    this.part = parts.first();
    this.collector = RowCollector.of(part, ready::add, area);
    this.limit = new RowLimit(part);
    ContextSize context = part.context();
    this.windows = context == null ? null : new ContextWindows(context, this::sort);
  }

  @Override
  public @Nullable NodeRow next() {
    while (ready.isEmpty() && !ended) {
      step();
    }
    NodeRow row = ready.poll();
    return row == null ? collector.rest() : row;
  }

  private void step() {
    RowReading from = reading;
    if (from == null) {
      from = start();
    }
    if (limit.isReached()) {
      finish(from);
    } else {
      NodeRow row = nextInOrder(from);
      if (row == null) {
        finish(from);
      } else {
        NodeRow shown = limit.accept(row);
        if (shown != null) {
          collector.offer(shown);
        }
      }
    }
  }

  private RowReading start() {
    RowReading started = new RowReading(parts, streams, range, settings, counters, threads);
    reading = started;
    int mostHeld = Math.max(1, MOST_SORTED / Math.max(1, streams.size()));
    for (RowFeed feed : started.feeds()) {
      Source source = new Source(feed, new SortingWindow(mostHeld));
      sources.add(source);
      if (source.fill(started)) {
        queue.add(source);
      }
    }
    return started;
  }

  private void finish(RowReading from) {
    ended = true;
    from.close();
    collector.finish();
  }

  private @Nullable NodeRow nextInOrder(RowReading from) {
    Source source = queue.poll();
    if (source == null) {
      return null;
    }
    NodeRow row = source.head().row;
    matchesInRange += !row.context() && source.head().orderNanos >= range.fromNanos() ? 1 : 0;
    if (source.fill(from)) {
      queue.add(source);
    }
    return row;
  }

  /** A row of context or a match, on its way from the windows into its stream's order. */
  private void sort(ContextRow shown) {
    FoundRow found = (FoundRow) shown.record();
    if (current != null) {
      current.sorting.add(found.row(!shown.match(), shown.group()));
    }
  }

  /** One stream's rows in the order of time. */
  private final class Source {
    private final RowFeed feed;
    private final SortingWindow sorting;
    private SortingWindow.@Nullable Held head;

    Source(RowFeed feed, SortingWindow sorting) {
      this.feed = feed;
      this.sorting = sorting;
    }

    SortingWindow.Held head() {
      if (head == null) {
        throw new IllegalStateException("the stream has ended");
      }
      return head;
    }

    /** Goes to the next row; whether there is one. */
    boolean fill(RowReading from) {
      head = sorting.poll();
      while (head == null) {
        RowReading.Given given = from.take(feed);
        if (given == null) {
          sorting.end();
          head = sorting.poll();
          return head != null;
        }
        current = this;
        given.rows().forEach(this::add);
        if (given.readTo() >= 0) {
          sorting.readTo(given.readTo());
        }
        head = sorting.poll();
      }
      return true;
    }

    private void add(FoundRow row) {
      if (windows == null) {
        sorting.add(row.row(false, 0));
        return;
      }
      if (row.afterGap()) {
        windows.passOver(row);
      }
      windows.accept(row, row.match());
    }
  }

  /** Whether something was not read because of the range; after the end. */
  boolean hasLeftOut() {
    return reading != null && reading.hasLeftOut();
  }

  /** Matches that are ordered by a time not before the range. */
  long matchesInRange() {
    return matchesInRange;
  }

  @Override
  public FragmentCounts counts() {
    return parts.counts(collector.matches(), boundsHit());
  }

  private List<String> boundsHit() {
    List<String> bounds = new ArrayList<>(collector.boundsHit());
    if (windows != null) {
      bounds.addAll(windows.boundsHit());
    }
    long late = sources.stream().mapToLong(source -> source.sorting.late()).sum();
    if (late > 0) {
      bounds.add(
          "%,d rows lay further from their time's place than %,d bytes, the sorting window of a stream, and came late"
              .formatted(late, SortingWindow.WINDOW_BYTES));
    }
    return bounds;
  }

  @Override
  public void close() {
    collector.close();
    if (reading != null) {
      reading.close();
    }
  }
}
