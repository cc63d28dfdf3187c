package dev.rearview.timeql.node;

import dev.rearview.engine.expression.Expression;
import dev.rearview.engine.order.PackedRows;
import dev.rearview.engine.order.RowPacker;
import dev.rearview.engine.order.RowUnpacker;
import dev.rearview.engine.record.LogRecord;
import dev.rearview.engine.scan.FileRecord;
import dev.rearview.engine.scan.LogStream;
import dev.rearview.engine.scan.ReadSettings;
import dev.rearview.engine.scan.ScanCounters;
import dev.rearview.engine.scan.StretchReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A fragment whose rows may come in any order: threads take stretch after stretch of all files and
 * pack what they find, ahead of whoever takes it by a bounded number of batches.
 */
final class PackedScan {
  private static final int BATCHES_AHEAD = 4;
  private static final long LOOK_AGAIN_MS = 50;

  /** Rows, or the end of a thread's share, or why it failed. */
  private record Batch(@Nullable PackedRows rows, @Nullable Throwable failure) {}

  private static final Batch END = new Batch(null, null);

  private final ScanParts parts;
  private final List<LogStream> streams;
  private final ReadSettings settings;
  private final ScanCounters counters;
  private final int count;
  private final BlockingQueue<Batch> queue;
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicLong matches = new AtomicLong();
  private final RowUnpacker unpacker = new RowUnpacker();
  private @Nullable PackedRows unpacked;
  private int next;
  private int ended;

  /**
   * @param settings reading ends where they say so
   */
  PackedScan(
      ScanParts parts,
      List<LogStream> streams,
      ReadSettings settings,
      ScanCounters counters,
      int count) {
    this.parts = parts;
    this.streams = streams;
    this.settings = settings;
    this.counters = counters;
    this.count = count;
    this.queue = new ArrayBlockingQueue<>(BATCHES_AHEAD * count);
  }

  /** The next rows; null at the end, or where reading was stopped. */
  @Nullable PackedRows nextPacked() {
    if (threads.isEmpty()) {
      start();
    }
    while (ended < count && !settings.stopped().getAsBoolean()) {
      Batch batch = poll();
      if (batch == null) {
        continue;
      }
      if (batch.rows() != null) {
        return batch.rows();
      }
      ended++;
      switch (batch.failure()) {
        case null -> {}
        case RuntimeException e -> throw e;
        case Error e -> throw e;
        case Throwable e -> throw new IllegalStateException(e);
      }
    }
    return null;
  }

  private @Nullable Batch poll() {
    try {
      return queue.poll(LOOK_AGAIN_MS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while rows were awaited", e);
    }
  }

  /** The next row, unpacked. */
  @Nullable NodeRow next() {
    PackedRows rows = unpacked;
    while (rows == null || next == rows.size()) {
      rows = nextPacked();
      unpacked = rows;
      next = 0;
      if (rows == null) {
        return null;
      }
    }
    int row = next++;
    return new NodeRow(
        unpacker.values(rows, row),
        rows.tsNanos(row),
        rows.stream(row),
        rows.position(row),
        false,
        0);
  }

  private void start() {
    Stretches stretches = new Stretches(streams, parts.range(), settings, counters, count);
    for (int i = 0; i < count; i++) {
      threads.add(Thread.ofPlatform().daemon().name("scan-", i).start(() -> work(stretches)));
    }
  }

  private void work(Stretches stretches) {
    Batch last = END;
    try {
      ScanWorker worker = parts.worker();
      RowPacker packer = new RowPacker("");
      RememberedFields remembered = new RememberedFields();
      for (Stretches.Stretch one = stretches.next(); one != null; one = stretches.next()) {
        try {
          read(one, worker, remembered, packer);
        } finally {
          if (stretches.done(one)) {
            parts.finders().forget(one.piece());
          }
        }
      }
      if (!packer.isEmpty()) {
        offer(new Batch(packer.take(), null));
      }
    } catch (RuntimeException | Error e) {
      last = new Batch(null, e);
    }
    offer(last);
  }

  private void read(
      Stretches.Stretch one, ScanWorker worker, RememberedFields remembered, RowPacker packer) {
    Finders.Loan loan = worker.finder(one.piece(), one.from(), one.to());
    StretchReader reader =
        worker.reader(one.piece(), one.from(), one.to(), one.isFirst(), worker.buffer(), loan);
    List<@Nullable Expression> columns = Objects.requireNonNull(worker.part().values());
    boolean more = true;
    while (more) {
      more =
          !reader.run((lent, candidate, afterGap) -> {
            take(worker.seen(remembered.of(lent)), lent, worker, columns, packer);
            worker.looked(one.piece(), lent);
            return !packer.isFull();
          });
      if (packer.isFull()) {
        offer(new Batch(packer.take(), null));
      }
    }
    worker.giveBack(loan);
  }

  private void take(
      LogRecord seen,
      FileRecord lent,
      ScanWorker worker,
      List<@Nullable Expression> columns,
      RowPacker packer) {
    if (!worker.matches(seen)) {
      return;
    }
    matches.incrementAndGet();
    packer.begin(lent.tsNanos(), lent.stream(), lent.position());
    for (Expression column : columns) {
      packer.value(column == null ? RowValues.everything(seen) : column.value(seen));
    }
  }

  private void offer(Batch batch) {
    try {
      while (!settings.stopped().getAsBoolean()
          && !queue.offer(batch, LOOK_AGAIN_MS, TimeUnit.MILLISECONDS)) {
        // whoever takes it is still busy with what there is
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  long matches() {
    return matches.get();
  }

  /** After reading was stopped. */
  void close() {
    Threads.join(threads);
  }
}
