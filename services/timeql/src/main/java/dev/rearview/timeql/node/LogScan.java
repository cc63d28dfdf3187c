package dev.rearview.timeql.node;

import dev.rearview.engine.aggregate.PartialGroup;
import dev.rearview.engine.order.PackedRows;
import dev.rearview.engine.order.SpillArea;
import dev.rearview.engine.scan.LogStream;
import dev.rearview.engine.scan.ReadSettings;
import dev.rearview.engine.scan.ScanCounters;
import dev.rearview.timeql.plan.NodePart;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One run of a fragment over log files. Bytes are searched before records are made of them, and
 * several threads read at once, also of one file. Rows are pulled, and read ahead by a bounded
 * number; what is asked is for one thread.
 */
public final class LogScan implements AutoCloseable {
  private final AtomicBoolean closed = new AtomicBoolean();
  private final ReadSettings settings;
  private final ScanParts parts;
  private final @Nullable GroupScan groups;
  private final @Nullable SessionScan sessions;
  private final @Nullable RowsFound rows;
  private final @Nullable PackedScan packed;
  private boolean ended;

  private LogScan(
      Supplier<NodePart> part,
      List<LogStream> streams,
      ReadSettings settings,
      ScanCounters counters,
      int threads,
      SpillArea area) {
    this.settings = settings;
    ReadSettings stoppable = settings.endingWhere(closed::get);
    this.parts = new ScanParts(part);
    NodePart first = parts.first();
    boolean grouped = first.isGrouped();
    boolean onlySessions = SessionScan.gives(first);
    this.sessions =
        onlySessions ? new SessionScan(parts, streams, stoppable, counters, threads) : null;
    this.groups =
        grouped && !onlySessions
            ? new GroupScan(parts, streams, stoppable, counters, threads)
            : null;
    boolean any = !grouped && first.inAnyOrder();
    this.packed = any ? new PackedScan(parts, streams, stoppable, counters, threads) : null;
    this.rows = grouped || any ? null : rows(part, streams, stoppable, counters, threads, area);
  }

  private RowsFound rows(
      Supplier<NodePart> part,
      List<LogStream> streams,
      ReadSettings stoppable,
      ScanCounters counters,
      int threads,
      SpillArea area) {
    return NewestScan.suits(parts.first(), streams)
        ? new NewestScan(part, parts.first(), streams, stoppable, counters, threads)
        : new RowScan(parts, streams, parts.range(), stoppable, counters, threads, area);
  }

  /**
   * Begins. Nothing is read before something is asked for.
   *
   * @param part the fragment, a new one at each call: each thread has its own
   * @param settings reading ends where they say so
   * @param threads that read at once at most, 1 at least
   */
  public static LogScan start(
      Supplier<NodePart> part,
      List<LogStream> streams,
      ReadSettings settings,
      ScanCounters counters,
      int threads) {
    return start(part, streams, settings, counters, threads, SpillArea.NONE);
  }

  /**
   * The same, where there is a disk.
   *
   * @param area where rows that are put in order by keys go when they do not fit into memory
   */
  public static LogScan start(
      Supplier<NodePart> part,
      List<LogStream> streams,
      ReadSettings settings,
      ScanCounters counters,
      int threads,
      SpillArea area) {
    if (threads < 1) {
      throw new IllegalArgumentException("%d threads are too few".formatted(threads));
    }
    return new LogScan(
        part, streams, settings, counters, Stretches.threads(streams, threads), area);
  }

  /** The next row; null at the end, and always where the fragment gives groups. */
  public @Nullable NodeRow next() {
    NodeRow row = rows != null ? rows.next() : packed != null ? packed.next() : null;
    ended |= row == null;
    return row;
  }

  /**
   * The next rows as few bytes; null at the end. Only of a fragment whose rows may come in any
   * order, and instead of {@link #next}.
   */
  public @Nullable PackedRows nextPacked() {
    if (packed == null) {
      throw new IllegalStateException("the fragment gives groups, or rows in an order");
    }
    PackedRows batch = packed.nextPacked();
    ended |= batch == null;
    return batch;
  }

  /** The groups of all records; empty where the fragment gives rows. */
  public List<PartialGroup> groups() {
    ended = true;
    return groups != null ? groups.groups() : sessions != null ? sessions.groups() : List.of();
  }

  /** What was counted so far; final after the end. */
  public FragmentCounts counts() {
    if (groups != null) {
      return parts.counts(groups.matches(), groups.boundsHit());
    }
    if (sessions != null) {
      return parts.counts(sessions.matches(), sessions.boundsHit());
    }
    if (rows != null) {
      return rows.counts();
    }
    return parts.counts(packed == null ? 0 : packed.matches(), List.of());
  }

  /** Whether it came to its end by itself, or was stopped before. */
  public boolean isEnded() {
    return ended && !settings.stopped().getAsBoolean();
  }

  /** Ends reading, and waits until it has ended. */
  @Override
  public void close() {
    closed.set(true);
    if (rows != null) {
      rows.close();
    }
    if (packed != null) {
      packed.close();
    }
  }
}
