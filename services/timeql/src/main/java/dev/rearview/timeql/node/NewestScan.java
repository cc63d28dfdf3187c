package dev.rearview.timeql.node;

import dev.rearview.engine.order.SpillArea;
import dev.rearview.engine.record.LogRecord;
import dev.rearview.engine.scan.LogStream;
import dev.rearview.engine.scan.ReadSettings;
import dev.rearview.engine.scan.ScanCounters;
import dev.rearview.engine.scan.ScanRange;
import dev.rearview.engine.scan.StreamPieces;
import dev.rearview.timeql.plan.NodePart;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * {@code LAST n} read from the end: the newest stretch of time first, then ever longer ones, until
 * as many matches lie in one as are wanted. What lies before a stretch is told as for a range:
 * files whose times do not rise are read whole.
 */
final class NewestScan implements RowsFound {
  private static final long FIRST_NANOS = Duration.ofMinutes(5).toNanos();

  /** How much longer each stretch is than the one before. */
  private static final int LONGER = 8;

  /** What was read in vain of so many parts of all is enough: the rest is read with it at once. */
  private static final int MOST_TRIED = 4;

  /** Less is read at once. */
  private static final long LEAST_BYTES = 16L << 20;

  /** More matches are not worth a try. */
  private static final long MOST_WANTED = 100_000;

  private final Supplier<NodePart> part;
  private final NodePart first;
  private final List<LogStream> streams;
  private final ReadSettings settings;
  private final ScanCounters counters;
  private final int threads;
  private final Deque<NodeRow> ready = new ArrayDeque<>();
  private @Nullable RowScan run;
  private boolean found;

  NewestScan(
      Supplier<NodePart> part,
      NodePart first,
      List<LogStream> streams,
      ReadSettings settings,
      ScanCounters counters,
      int threads) {
    this.part = part;
    this.first = first;
    this.streams = streams;
    this.settings = settings;
    this.counters = counters;
    this.threads = threads;
  }

  /** Whether a fragment may be read so: context may reach back further than its match's time. */
  static boolean suits(NodePart part, List<LogStream> streams) {
    return part.last()
        && part.orderBy().isEmpty()
        && part.context() == null
        && part.limit() > 0
        && part.limit() <= MOST_WANTED
        && streams.stream().mapToLong(LogStream::size).sum() >= LEAST_BYTES;
  }

  @Override
  public @Nullable NodeRow next() {
    if (!found) {
      found = true;
      find();
    }
    return ready.poll();
  }

  private void find() {
    ScanRange asked = new ScanParts(() -> first).range();
    long newest = Math.min(newestNanos(), asked.toNanos());
    long size = streams.stream().mapToLong(LogStream::size).sum();
    long read = 0;
    for (long reach = FIRST_NANOS; ; reach *= LONGER) {
      long from = newest - reach;
      boolean whole =
          newest == LogRecord.NO_TIME
              || read > size / MOST_TRIED
              || from <= asked.fromNanos()
              || from > newest
              || reach > Long.MAX_VALUE / LONGER;
      ScanRange range = whole ? asked : new ScanRange(from, asked.toNanos());
      ScanCounters counted = new ScanCounters();
      if (isEnough(range, whole, counted)) {
        counters.add(counted);
        return;
      }
      read = counted.snapshot().bytes();
    }
  }

  private long newestNanos() {
    return streams.stream()
        .mapToLong(stream -> StreamPieces.newestNanos(stream, settings))
        .max()
        .orElse(LogRecord.NO_TIME);
  }

  /** Reads a range; whether the rows wanted are there. */
  private boolean isEnough(ScanRange range, boolean whole, ScanCounters counted) {
    RowScan tried =
        new RowScan(
            new ScanParts(part), streams, range, settings, counted, threads, SpillArea.NONE);
    run = tried;
    ready.clear();
    try (tried) {
      for (NodeRow row = tried.next(); row != null; row = tried.next()) {
        ready.add(row);
      }
    }
    return whole
        || tried.matchesInRange() >= first.limit()
        || !tried.hasLeftOut()
        || settings.stopped().getAsBoolean();
  }

  @Override
  public FragmentCounts counts() {
    return run == null ? new ScanParts(() -> first).counts(0, List.of()) : run.counts();
  }

  @Override
  public void close() {
    if (run != null) {
      run.close();
    }
  }
}
