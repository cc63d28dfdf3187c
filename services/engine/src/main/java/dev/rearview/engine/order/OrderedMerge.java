package dev.rearview.engine.order;

import dev.rearview.engine.record.Amount;
import dev.rearview.engine.record.LogRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Merges streams by (time, node, stream, position). Inside a stream, records that come late are put
 * in order as far as a window of records reaches; what is later than that is given out late and
 * counted. A record without a time stays behind the one before it in its stream.
 */
public final class OrderedMerge implements RecordSource {
  /**
   * Bounds.
   *
   * @param maxBuffered records held in all windows together
   * @param maxWindow records held for one stream
   */
  public record Limits(int maxBuffered, int maxWindow) {
    public static final Limits DEFAULT = new Limits(200_000, 10_000);

    /** For streams that are in order already: one record each. */
    public static final Limits IN_ORDER = new Limits(1, 1);

    public Limits {
      if (maxBuffered < 1 || maxWindow < 1) {
        throw new IllegalArgumentException("merge limits must be above zero");
      }
    }

    int window(int streams) {
      return Math.clamp(maxBuffered / Math.max(1, streams), 1, maxWindow);
    }
  }

  private final List<DisorderWindow> windows = new ArrayList<>();
  private final PriorityQueue<DisorderWindow> queue =
      new PriorityQueue<>((a, b) -> Timed.ORDER.compare(a.head(), b.head()));
  private boolean started;

  public OrderedMerge(List<? extends RecordSource> sources, Limits limits) {
    int window = limits.window(sources.size());
    for (RecordSource source : sources) {
      windows.add(new DisorderWindow(source, window));
    }
  }

  @Override
  public @Nullable LogRecord next() {
    if (!started) {
      started = true;
      for (DisorderWindow window : windows) {
        if (window.fill()) {
          queue.add(window);
        }
      }
    }
    DisorderWindow window = queue.poll();
    if (window == null) {
      return null;
    }
    LogRecord record = window.take();
    if (window.fill()) {
      queue.add(window);
    }
    return record;
  }

  /**
   * Records given out later than their time says, because they came later than a window reaches.
   */
  public long late() {
    return windows.stream().mapToLong(DisorderWindow::late).sum();
  }

  /** Sentences about bounds that were hit. */
  public List<String> boundsHit() {
    long late = late();
    return late == 0
        ? List.of()
        : List.of(
            "%s lay further from their time's place than %,d records, the sorting window of a stream, and came late"
                .formatted(Amount.of(late, "record"), windows.getFirst().size()));
  }

  @Override
  public void close() {
    windows.forEach(DisorderWindow::close);
  }
}
