package dev.rearview.timeql.merge;

import dev.rearview.engine.record.ColumnRecord;
import dev.rearview.engine.record.Columns;
import dev.rearview.timeql.node.NodeRow;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The rows of all answers as they come. Each answer has a thread that waits for it, so that a slow
 * one holds up nobody.
 */
final class AnyOrder implements AutoCloseable {
  private static final int BATCH = 256;
  private static final int BATCHES_AHEAD = 16;

  /** Rows of one answer; the last of it says so, or carries why it failed. */
  private record Batch(List<ColumnRecord> rows, boolean last, @Nullable RuntimeException failure) {}

  private final Columns columns;
  private final BlockingQueue<Batch> queue = new ArrayBlockingQueue<>(BATCHES_AHEAD);
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean closed;
  private int running;
  private Iterator<ColumnRecord> batch = List.<ColumnRecord>of().iterator();

  AnyOrder(List<? extends NodeAnswer> answers, Columns columns) {
    this.columns = columns;
    this.running = answers.size();
    for (NodeAnswer answer : answers) {
      threads.add(Thread.ofVirtual().name("rows-of-" + answer.node()).start(() -> read(answer)));
    }
  }

  private void read(NodeAnswer answer) {
    try {
      List<ColumnRecord> rows = new ArrayList<>(BATCH);
      for (NodeRow row = answer.next(); row != null; row = answer.next()) {
        rows.add(record(answer.node(), row));
        if (rows.size() == BATCH) {
          if (!offer(new Batch(rows, false, null))) {
            return;
          }
          rows = new ArrayList<>(BATCH);
        }
      }
      offer(new Batch(rows, true, null));
    } catch (RuntimeException e) {
      offer(new Batch(List.of(), true, e));
    }
  }

  private ColumnRecord record(String node, NodeRow row) {
    return new ColumnRecord(
        columns, row.values().toArray(), row.tsNanos(), node, row.stream(), row.position());
  }

  private boolean offer(Batch full) {
    try {
      while (!closed && !queue.offer(full, 50, TimeUnit.MILLISECONDS)) {
        // the merge is still busy with what it has
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    return !closed;
  }

  /**
   * The next row; null at the end of all answers.
   *
   * @throws RuntimeException what an answer threw
   */
  @Nullable ColumnRecord next() {
    while (!batch.hasNext()) {
      if (running == 0) {
        return null;
      }
      try {
        Batch taken = queue.take();
        if (taken.failure() != null) {
          throw taken.failure();
        }
        running -= taken.last() ? 1 : 0;
        batch = taken.rows().iterator();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return null;
      }
    }
    return batch.next();
  }

  @Override
  public void close() {
    closed = true;
    threads.forEach(Thread::interrupt);
  }
}
