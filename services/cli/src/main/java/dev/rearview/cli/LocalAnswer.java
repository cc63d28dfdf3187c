package dev.rearview.cli;

import dev.rearview.engine.aggregate.PartialGroup;
import dev.rearview.engine.order.PackedRows;
import dev.rearview.engine.order.SpillArea;
import dev.rearview.engine.scan.ScanCounters;
import dev.rearview.timeql.merge.NodeAnswer;
import dev.rearview.timeql.node.FragmentCounts;
import dev.rearview.timeql.node.LogScan;
import dev.rearview.timeql.node.NodeRow;
import dev.rearview.timeql.plan.Fragment;
import dev.rearview.timeql.plan.NodePart;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What a fragment gives over the files. Where there are several, each is read ahead by a bounded
 * number of rows; one alone is read by whoever asks it.
 */
final class LocalAnswer implements NodeAnswer {
  private static final int BATCH = 256;
  private static final int BATCHES_AHEAD = 8;

  /** Rows or groups; the last of a share says so, or carries why it failed. */
  private record Batch(
      List<NodeRow> rows,
      List<PartialGroup> groups,
      boolean last,
      @Nullable RuntimeException failure) {}

  private final BlockingQueue<Batch> queue = new ArrayBlockingQueue<>(BATCHES_AHEAD);
  private final AtomicBoolean stopped = new AtomicBoolean();
  private final LogScan run;
  private final boolean grouped;

  /** Whether rows are taken as the scan packs them, which reads ahead by itself. */
  private final boolean packed;

  /** What reads ahead; null where whoever asks reads, or the scan packs rows and reads ahead. */
  private final @Nullable Thread reader;

  private Batch current = new Batch(List.of(), List.of(), false, null);
  private int next;

  /**
   * @param ahead whether it is read ahead, which {@link #start} begins
   */
  LocalAnswer(
      Fragment fragment, LocalFiles files, ScanCounters counters, boolean ahead, SpillArea spill) {
    NodePart part = NodePart.of(fragment);
    this.grouped = part.isGrouped();
    this.packed = part.inAnyOrder();
    this.run = files.scan(fragment, counters, stopped::get, spill);
    this.reader =
        ahead && !packed ? Thread.ofPlatform().daemon().name("scan").unstarted(this::read) : null;
  }

  void start() {
    if (reader != null) {
      reader.start();
    }
  }

  private void read() {
    try (LogScan reading = run) {
      if (grouped) {
        offer(new Batch(List.of(), reading.groups(), true, null));
        return;
      }
      List<NodeRow> rows = new ArrayList<>(BATCH);
      for (NodeRow row = reading.next(); row != null; row = reading.next()) {
        rows.add(row);
        if (rows.size() == BATCH) {
          offer(new Batch(rows, List.of(), false, null));
          rows = new ArrayList<>(BATCH);
        }
      }
      offer(new Batch(rows, List.of(), true, null));
    } catch (RuntimeException e) {
      offer(new Batch(List.of(), List.of(), true, e));
    }
  }

  private void offer(Batch batch) {
    try {
      while (!stopped.get() && !queue.offer(batch, 50, TimeUnit.MILLISECONDS)) {
        // the merge is still busy with what it has
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopped.set(true);
    }
  }

  @Override
  public String node() {
    return LocalFiles.NODE;
  }

  @Override
  public @Nullable NodeRow next() {
    if (reader == null) {
      return run.next();
    }
    while (next == current.rows().size()) {
      if (!advance()) {
        return null;
      }
    }
    return current.rows().get(next++);
  }

  @Override
  public @Nullable PackedRows nextPacked() {
    return packed ? run.nextPacked() : NodeAnswer.super.nextPacked();
  }

  @Override
  public @Nullable PartialGroup nextGroup() {
    while (next == current.groups().size()) {
      if (!advance()) {
        return null;
      }
    }
    return current.groups().get(next++);
  }

  private boolean advance() {
    if (current.last()) {
      return false;
    }
    if (reader == null) {
      current = new Batch(List.of(), run.groups(), true, null);
      return !current.groups().isEmpty();
    }
    try {
      current = queue.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    next = 0;
    if (current.failure() != null) {
      throw Objects.requireNonNull(current.failure());
    }
    return true;
  }

  @Override
  public void close() {
    stopped.set(true);
    if (reader == null) {
      run.close();
      return;
    }
    try {
      reader.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What it counted; after {@link #close}. */
  FragmentCounts counts() {
    return run.counts();
  }
}
