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
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The rows of all answers as they come, dealt out to shares that are taken by a thread each. Each
 * answer has a thread that waits for it, so that a slow one holds up nobody.
 */
final class AnyOrder implements AutoCloseable {
  private static final int BATCH = 256;
  private static final int BATCHES_AHEAD = 16;

  /** Rows of one answer; the last of it says so, or carries why it failed. */
  private record Batch(List<ColumnRecord> rows, boolean last, @Nullable RuntimeException failure) {}

  private final Columns columns;
  private final ToIntFunction<ColumnRecord> dealing;
  private final List<Share> shares = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean closed;

  /**
   * @param shares how many, at least one
   * @param dealing which share a row belongs to, from 0
   */
  AnyOrder(
      List<? extends NodeAnswer> answers,
      Columns columns,
      int shares,
      ToIntFunction<ColumnRecord> dealing) {
    this.columns = columns;
    this.dealing = dealing;
    for (int i = 0; i < shares; i++) {
      this.shares.add(new Share(answers.size()));
    }
    for (NodeAnswer answer : answers) {
      threads.add(Thread.ofVirtual().name("rows-of-" + answer.node()).start(() -> read(answer)));
    }
  }

  Share share(int number) {
    return shares.get(number);
  }

  private void read(NodeAnswer answer) {
    List<List<ColumnRecord>> filling = new ArrayList<>();
    shares.forEach(share -> filling.add(new ArrayList<>(BATCH)));
    RuntimeException failure = null;
    try {
      for (NodeRow row = answer.next(); row != null && !closed; row = answer.next()) {
        ColumnRecord record = record(answer.node(), row);
        int number = dealing.applyAsInt(record);
        List<ColumnRecord> rows = filling.get(number);
        rows.add(record);
        if (rows.size() == BATCH) {
          offer(shares.get(number), new Batch(rows, false, null));
          filling.set(number, new ArrayList<>(BATCH));
        }
      }
    } catch (RuntimeException e) {
      failure = e;
    }
    for (int i = 0; i < filling.size(); i++) {
      offer(shares.get(i), new Batch(filling.get(i), true, failure));
    }
  }

  private ColumnRecord record(String node, NodeRow row) {
    return new ColumnRecord(
        columns, row.values().toArray(), row.tsNanos(), node, row.stream(), row.position());
  }

  private void offer(Share share, Batch full) {
    try {
      while (!closed && !share.queue.offer(full, 50, TimeUnit.MILLISECONDS)) {
        // the merge is still busy with what it has
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed = true;
    threads.forEach(Thread::interrupt);
  }

  /** The rows of one share, for one thread. */
  static final class Share {
    private final BlockingQueue<Batch> queue = new ArrayBlockingQueue<>(BATCHES_AHEAD);
    private int running;
    private Iterator<ColumnRecord> batch = List.<ColumnRecord>of().iterator();

    Share(int answers) {
      this.running = answers;
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
  }
}
