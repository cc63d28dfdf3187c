package dev.rearview.query.answer;

import dev.rearview.timeql.answer.RowSink;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Carries rows from the thread that makes them to the one that writes them, a bounded number at a
 * time. The writer waits for rows, the maker for room; when the reader is gone the maker is told to
 * stop.
 */
public final class RowPipe implements RowSink {
  private static final int CAPACITY = 1024;
  private static final long POLL_MILLIS = 50;

  /** What comes out of the pipe. */
  public sealed interface Item {
    record Columns(List<String> names) implements Item {
      public Columns {
        names = List.copyOf(names);
      }
    }

    record Row(Map<String, @Nullable Object> values) implements Item {}

    /** There is no more; {@code report} is what the answer ends with. */
    record End(Map<String, @Nullable Object> report) implements Item {}

    /** It ended without a report: before it began, or by a fault of our own. */
    record Failed(RuntimeException cause) implements Item {}
  }

  private final BlockingQueue<Item> items = new ArrayBlockingQueue<>(CAPACITY);
  private volatile boolean cancelled;

  @Override
  public void columns(List<String> names) {
    put(new Item.Columns(names));
  }

  @Override
  public boolean row(Map<String, @Nullable Object> row) {
    return put(new Item.Row(row));
  }

  /** Ends the pipe. */
  public void end(Map<String, @Nullable Object> report) {
    put(new Item.End(report));
  }

  /** Ends the pipe with a failure. */
  public void fail(RuntimeException cause) {
    put(new Item.Failed(cause));
  }

  /** The reader is gone. */
  public void cancel() {
    cancelled = true;
    items.clear();
  }

  public boolean isCancelled() {
    return cancelled;
  }

  /** The next item; waits for it. Null where the pipe was cancelled. */
  public @Nullable Item take() throws InterruptedException {
    while (!cancelled) {
      Item item = items.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
      if (item != null) {
        return item;
      }
    }
    return null;
  }

  /** Whether {@link #take} would wait. */
  public boolean isEmpty() {
    return items.isEmpty();
  }

  private boolean put(Item item) {
    try {
      while (!cancelled) {
        if (items.offer(item, POLL_MILLIS, TimeUnit.MILLISECONDS)) {
          return true;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      cancelled = true;
    }
    return false;
  }
}
