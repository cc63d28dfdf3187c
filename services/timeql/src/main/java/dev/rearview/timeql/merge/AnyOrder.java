package dev.rearview.timeql.merge;

import dev.rearview.engine.order.PackedRows;
import dev.rearview.engine.order.RowPacker;
import dev.rearview.engine.order.RowUnpacker;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The rows of all answers as they come, dealt out by their keys to shares that are taken by a
 * thread each. Each answer has a thread that waits for it, so that a slow one holds up nobody.
 */
final class AnyOrder implements AutoCloseable {
  private static final int BATCHES_AHEAD = 4;
  private static final long LOOK_AGAIN_MS = 50;

  /** Rows of one answer; null where it has ended, or why it failed. */
  private record Batch(@Nullable PackedRows rows, @Nullable RuntimeException failure) {}

  private final int[] key;
  private final List<Share> shares = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean closed;

  /**
   * @param shares how many, at least one
   * @param key places of the values by which rows are dealt out: those of one key to one share;
   *     where there is none, the rows of one node
   */
  AnyOrder(List<? extends NodeAnswer> answers, int shares, int[] key) {
    this.key = key.clone();
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
    RuntimeException failure = null;
    try {
      if (shares.size() == 1 || key.length == 0) {
        pass(answer, shares.get(Math.floorMod(answer.node().hashCode(), shares.size())));
      } else {
        deal(answer);
      }
    } catch (RuntimeException e) {
      failure = e;
    }
    for (Share share : shares) {
      offer(share, new Batch(null, failure));
    }
  }

  private void pass(NodeAnswer answer, Share share) {
    PackedRows rows = answer.nextPacked();
    while (rows != null && !closed) {
      offer(share, new Batch(rows.of(answer.node()), null));
      rows = answer.nextPacked();
    }
  }

  private void deal(NodeAnswer answer) {
    RowUnpacker unpacker = new RowUnpacker();
    List<RowPacker> filling = new ArrayList<>();
    shares.forEach(share -> filling.add(new RowPacker(answer.node())));
    PackedRows rows = answer.nextPacked();
    while (rows != null && !closed) {
      for (int row = 0; row < rows.size(); row++) {
        int hash = unpacker.hash(rows, row, key);
        int number = Math.floorMod(hash * 0x9E3779B9 >>> 8, shares.size());
        RowPacker packer = filling.get(number);
        packer.add(rows, row);
        if (packer.isFull()) {
          offer(shares.get(number), new Batch(packer.take(), null));
        }
      }
      rows = answer.nextPacked();
    }
    for (int i = 0; i < filling.size(); i++) {
      if (!filling.get(i).isEmpty()) {
        offer(shares.get(i), new Batch(filling.get(i).take(), null));
      }
    }
  }

  private void offer(Share share, Batch full) {
    try {
      while (!closed && !share.queue.offer(full, LOOK_AGAIN_MS, TimeUnit.MILLISECONDS)) {
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

    Share(int answers) {
      this.running = answers;
    }

    /**
     * The next rows; null at the end of all answers.
     *
     * @throws RuntimeException what an answer threw
     */
    @Nullable PackedRows next() {
      try {
        while (running > 0) {
          Batch taken = queue.take();
          if (taken.failure() != null) {
            throw taken.failure();
          }
          if (taken.rows() != null) {
            return taken.rows();
          }
          running--;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return null;
    }
  }
}
