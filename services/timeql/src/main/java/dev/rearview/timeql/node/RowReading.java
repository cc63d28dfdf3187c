package dev.rearview.timeql.node;

import dev.rearview.engine.record.LogRecord;
import dev.rearview.engine.scan.FileRecord;
import dev.rearview.engine.scan.LogStream;
import dev.rearview.engine.scan.PieceScan;
import dev.rearview.engine.scan.ReadBuffer;
import dev.rearview.engine.scan.ReadSettings;
import dev.rearview.engine.scan.ScanCounters;
import dev.rearview.engine.scan.ScanRange;
import dev.rearview.engine.scan.StreamPieces;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Threads that find rows in the stretches of all streams, ahead of whoever takes them by a bounded
 * number. A stretch whose rows nobody takes waits, and its thread goes on with another. Where one
 * thread is asked for, that is the one which takes the rows: it finds them when it wants them.
 */
final class RowReading implements AutoCloseable {
  private static final int BATCH_ROWS = 1024;
  private static final int MOST_ROWS_AHEAD = 32 * 1024;
  private static final int LEAST_ROWS = 256;

  /** Of more streams than this, each begins to read with little memory. */
  private static final int MOST_BUFFERED_STREAMS = 32;

  private static final long LOOK_AGAIN_NANOS = 50_000_000;

  /**
   * What was found next of a stream.
   *
   * @param readTo offset up to which its piece is read wholly; -1 where rows before it may come
   */
  record Given(List<FoundRow> rows, long readTo) {}

  /** What a thread finds rows with. */
  private record Finding(ScanWorker worker, RowValues values) {}

  private final ScanParts parts;
  private final ReadSettings settings;
  private final List<RowFeed> feeds = new ArrayList<>();
  private final int unitsAhead;
  private final int rowsAhead;
  private final List<Thread> threads = new ArrayList<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition work = lock.newCondition();
  private final Condition found = lock.newCondition();
  private final Deque<ReadBuffer> buffers = new ArrayDeque<>();
  private final Map<PieceScan, Integer> open = new HashMap<>();
  private final @Nullable Finding own;
  private @Nullable RowFeed wanted;
  private @Nullable Throwable failure;
  private boolean closed;

  RowReading(
      ScanParts parts,
      List<LogStream> streams,
      ScanRange range,
      ReadSettings settings,
      ScanCounters counters,
      int count) {
    this.parts = parts;
    this.settings = settings;
    for (LogStream stream : streams) {
      feeds.add(
          new RowFeed(
              new StreamPieces(stream, range, settings, counters), parts.first().where() != null));
    }
    int streamsAtLeast = Math.max(1, feeds.size());
    this.unitsAhead = Math.max(1, 2 * count / streamsAtLeast) + (streamsAtLeast <= count ? 1 : 0);
    this.rowsAhead = Math.max(LEAST_ROWS, MOST_ROWS_AHEAD / (streamsAtLeast * unitsAhead));
    this.own = count == 1 ? finding() : null;
    for (int i = 0; own == null && i < Math.min(count, streamsAtLeast * unitsAhead); i++) {
      threads.add(Thread.ofPlatform().daemon().name("scan-", i).start(this::work));
    }
  }

  private Finding finding() {
    ScanWorker worker = parts.worker();
    return new Finding(worker, new RowValues(worker.part()));
  }

  List<RowFeed> feeds() {
    return feeds;
  }

  /** Whether something was not read because of the range; after the end. */
  boolean hasLeftOut() {
    lock.lock();
    try {
      return feeds.stream().anyMatch(RowFeed::hasLeftOut);
    } finally {
      lock.unlock();
    }
  }

  /** What comes next of a stream, waiting for it; null at its end, or where reading was stopped. */
  @Nullable Given take(RowFeed feed) {
    lock.lock();
    try {
      wanted = feed;
      while (true) {
        Given given = giveOf(feed);
        if (given != null) {
          work.signalAll();
          return given;
        }
        if (isEnded(feed) || settings.stopped().getAsBoolean()) {
          return null;
        }
        if (own == null) {
          work.signalAll();
          await(found);
        } else {
          find(own);
        }
      }
    } finally {
      wanted = null;
      lock.unlock();
    }
  }

  private @Nullable Given giveOf(RowFeed feed) {
    rethrow();
    RowUnit unit = feed.units.peek();
    if (unit == null) {
      return null;
    }
    List<FoundRow> batch = unit.batches.poll();
    if (batch != null) {
      unit.rows -= batch.size();
      return new Given(batch, -1);
    }
    if (!unit.done) {
      return null;
    }
    feed.units.remove();
    return new Given(List.of(), unit.to == Long.MAX_VALUE ? -1 : unit.to);
  }

  private static boolean isEnded(RowFeed feed) {
    return feed.exhausted && feed.units.isEmpty();
  }

  private void rethrow() {
    switch (failure) {
      case null -> {}
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case Throwable e -> throw new IllegalStateException(e);
    }
  }

  private static void await(Condition condition) {
    try {
      condition.awaitNanos(LOOK_AGAIN_NANOS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while rows were awaited", e);
    }
  }

  private void work() {
    lock.lock();
    try {
      Finding mine = finding();
      while (!closed && failure == null && !settings.stopped().getAsBoolean()) {
        if (!find(mine)) {
          if (feeds.stream().allMatch(RowReading::isRead)) {
            return;
          }
          await(work);
        }
      }
    } catch (RuntimeException | Error e) {
      failure = failure == null ? e : failure;
    } finally {
      found.signalAll();
      work.signalAll();
      lock.unlock();
    }
  }

  /** Goes on with a stretch, or opens one; false where there is none to go on with. */
  private boolean find(Finding mine) {
    RowUnit unit = pick();
    RowFeed feed = unit == null ? pickToOpen() : null;
    if (unit != null) {
      run(unit, mine);
    } else if (feed != null) {
      open(feed);
    }
    return unit != null || feed != null;
  }

  private static boolean isRead(RowFeed feed) {
    return feed.exhausted && feed.units.stream().allMatch(unit -> unit.done);
  }

  private @Nullable RowUnit pick() {
    RowUnit first = wanted == null ? null : runnable(wanted);
    for (int i = 0; own == null && first == null && i < feeds.size(); i++) {
      first = runnable(feeds.get(i));
    }
    return first;
  }

  private @Nullable RowUnit runnable(RowFeed feed) {
    for (RowUnit unit : feed.units) {
      if (!unit.done && !unit.running && unit.rows < rowsAhead) {
        return unit;
      }
    }
    return null;
  }

  private @Nullable RowFeed pickToOpen() {
    if (wanted != null && mayOpen(wanted)) {
      return wanted;
    }
    return own == null ? feeds.stream().filter(this::mayOpen).findFirst().orElse(null) : null;
  }

  private boolean mayOpen(RowFeed feed) {
    return !feed.exhausted && !feed.opening && feed.units.size() < unitsAhead;
  }

  private void open(RowFeed feed) {
    feed.opening = true;
    lock.unlock();
    RowUnit unit = null;
    try {
      unit = feed.open();
    } finally {
      lock.lock();
      feed.opening = false;
    }
    if (unit == null) {
      feed.exhausted = true;
      found.signalAll();
    } else {
      feed.units.add(unit);
      // A piece is held open from its first stretch to its last, besides by each of them.
      int more = 1 + (unit.isFirstOfPiece() ? 1 : 0) - (unit.isLastOfPiece ? 1 : 0);
      open.merge(unit.piece, more, Integer::sum);
    }
    work.signalAll();
  }

  private void run(RowUnit unit, Finding mine) {
    unit.running = true;
    if (unit.reader == null && feeds.size() <= MOST_BUFFERED_STREAMS) {
      unit.buffer = buffers.isEmpty() ? new ReadBuffer() : buffers.pop();
    }
    boolean ended = false;
    int most = own == null ? rowsAhead : 1;
    while (!ended && unit.rows < most && !closed) {
      lock.unlock();
      try {
        ended = readSome(unit, mine);
      } finally {
        lock.lock();
      }
      List<FoundRow> batch = unit.takeBatch();
      if (!batch.isEmpty()) {
        unit.batches.add(batch);
        unit.rows += batch.size();
        found.signalAll();
      }
    }
    unit.running = false;
    if (ended) {
      unit.done = true;
      mine.worker.giveBack(unit.loan);
      unit.reader = null;
      if (unit.buffer != null) {
        buffers.push(unit.buffer);
        unit.buffer = null;
      }
      closeRead(unit.piece);
      found.signalAll();
    }
  }

  /** A piece is closed with its last stretch. */
  private void closeRead(PieceScan piece) {
    if (open.merge(piece, -1, Integer::sum) == 0) {
      open.remove(piece);
      parts.finders().forget(piece);
      piece.close();
    }
  }

  private static boolean readSome(RowUnit unit, Finding mine) {
    ScanWorker worker = mine.worker;
    if (unit.reader == null) {
      unit.loan = worker.finder(unit.piece, unit.from, unit.to);
      unit.reader =
          worker.reader(unit.piece, unit.from, unit.to, unit.isFirst, unit.buffer, unit.loan);
    }
    boolean context = worker.part().context() != null;
    return unit.reader.run((lent, candidate, afterGap) ->
        take(unit, worker, mine.values, context, lent, candidate, afterGap));
  }

  private static boolean take(
      RowUnit unit,
      ScanWorker worker,
      RowValues values,
      boolean context,
      FileRecord lent,
      boolean candidate,
      boolean afterGap) {
    LogRecord seen = worker.seen(lent);
    boolean looks = candidate || !context || unit.isFirst;
    boolean match = looks && worker.matches(seen);
    boolean more =
        (!match && !context) || unit.add(values.found(seen, lent, match, afterGap), BATCH_ROWS);
    worker.looked(unit.piece, lent);
    return more;
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      work.signalAll();
    } finally {
      lock.unlock();
    }
    Threads.join(threads);
    open.keySet().forEach(PieceScan::close);
    open.clear();
  }
}
