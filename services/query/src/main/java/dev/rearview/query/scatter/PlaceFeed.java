package dev.rearview.query.scatter;

import dev.rearview.engine.aggregate.PartialGroup;
import dev.rearview.timeql.answer.Report;
import dev.rearview.timeql.merge.NodeAnswer;
import dev.rearview.timeql.node.NodeRow;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What one place sends for one fragment. A thread of its own takes it in as it comes, so that a
 * place which answers is done while another one hangs; the merge pulls it from here. What became of
 * the place stands in the report.
 */
final class PlaceFeed implements NodeAnswer {
  /** Marks the end in the queue. */
  private record Ended() {}

  private static final Ended ENDED = new Ended();

  private final Place place;
  private final ScanCall call;
  private final Report report;
  private final BlockingQueue<Object> parts;
  private final Deque<NodeRow> rows = new ArrayDeque<>();
  private final Deque<PartialGroup> groups = new ArrayDeque<>();
  private volatile boolean ended;
  private volatile boolean released;
  private boolean drained;

  /**
   * @param maxParts parts held until the merge takes them
   */
  PlaceFeed(Place place, ScanCall call, Report report, int maxParts) {
    this.place = place;
    this.call = call;
    this.report = report;
    this.parts = new ArrayBlockingQueue<>(maxParts);
  }

  void start() {
    Thread.ofVirtual().name("scan-of-" + place.name()).start(this::takeIn);
  }

  private void takeIn() {
    try {
      boolean reported = false;
      for (ScanPart part = call.next(); part != null; part = call.next()) {
        if (part instanceof ScanPart.Done done) {
          report.place(done.report());
          reported = true;
        } else {
          parts.put(part);
        }
      }
      if (reported) {
        report.answered(place.name());
      } else {
        report.failed(place.name(), "the answer broke off without its report");
      }
    } catch (ScanFailedException e) {
      if (!released) {
        report.failed(place.name(), e.reason());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      report.failed(place.name(), "its answer could not be read: " + e.getMessage());
    } finally {
      ended = true;
      end();
    }
  }

  /** The merge may be waiting; where the queue is full it will look at {@code ended} by itself. */
  private void end() {
    boolean told = parts.offer(ENDED);
    while (!told && !released) {
      try {
        parts.put(ENDED);
        told = true;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  @Override
  public String node() {
    return place.name();
  }

  @Override
  public @Nullable NodeRow next() {
    while (rows.isEmpty() && take()) {}
    return rows.poll();
  }

  @Override
  public @Nullable PartialGroup nextGroup() {
    while (groups.isEmpty() && take()) {}
    return groups.poll();
  }

  /** Takes the next part; whether there was one. */
  private boolean take() {
    if (drained) {
      return false;
    }
    try {
      switch (parts.take()) {
        case ScanPart.Rows more -> rows.addAll(more.rows());
        case ScanPart.Groups more -> groups.addAll(more.groups());
        default -> drained = true;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      drained = true;
    }
    return !drained;
  }

  /** Throws away what still comes, so that a place that is about to end can say its report. */
  void drainUntil(long nanoTime) {
    try {
      while (!ended && System.nanoTime() - nanoTime < 0) {
        parts.poll(5, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Nothing more of it is wanted; whether it had come to its end by itself. */
  boolean release() {
    boolean whole = ended;
    released = true;
    call.cancel();
    parts.clear();
    return whole;
  }

  @Override
  public void close() {
    release();
  }
}
