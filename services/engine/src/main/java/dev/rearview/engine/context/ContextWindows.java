package dev.rearview.engine.context;

import dev.rearview.engine.record.Amount;
import dev.rearview.engine.record.LogRecord;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Passes on matches with the records of the same stream around them, each record once, in the order
 * in which they came. Memory is bounded by the size of the context for each stream.
 */
public final class ContextWindows {
  /** Records held back for one stream where context is a duration. */
  static final int MAX_HELD = 10_000;

  private final ContextSize size;
  private final Consumer<? super ContextRow> sink;
  private final Map<String, Window> streams = new HashMap<>();
  private int groups;
  private long dropped;
  private @Nullable Window last;

  public ContextWindows(ContextSize size, Consumer<? super ContextRow> sink) {
    this.size = size;
    this.sink = sink;
  }

  /** Takes the next record of its stream. */
  public void accept(LogRecord record, boolean match) {
    Window window = last;
    if (window == null || !window.isOf(record)) {
      window =
          streams.computeIfAbsent(
              record.node() + '\n' + record.stream(),
              k -> new Window(record.node(), record.stream()));
      last = window;
    }
    window.accept(record, match);
  }

  /** Records of a stream were passed over before the one that comes next. */
  public void passOver(LogRecord next) {
    Window window = streams.get(next.node() + '\n' + next.stream());
    if (window != null) {
      window.passOver();
    }
  }

  /** Whether a record after a match is still awaited in any stream where records are counted. */
  public boolean isOpen() {
    return streams.values().stream().anyMatch(window -> window.remaining > 0);
  }

  /** Sentences about bounds that were hit. */
  public List<String> boundsHit() {
    return dropped == 0
        ? List.of()
        : List.of(
            "%s: at most %,d records of a stream are held back"
                .formatted(
                    Amount.of(
                        dropped,
                        "record of context before a match is missing",
                        "records of context before a match are missing"),
                    MAX_HELD));
  }

  /** One stream's records before a possible match, and the window that is open. */
  private final class Window {
    private final String node;
    private final String stream;
    private final Deque<LogRecord> before = new ArrayDeque<>();
    private int remaining;
    private long openUntil = Long.MIN_VALUE;
    private int group;
    private boolean adjacent;
    private long lost;
    private long lastLostNanos = Long.MIN_VALUE;

    Window(String node, String stream) {
      this.node = node;
      this.stream = stream;
    }

    boolean isOf(LogRecord record) {
      return stream.equals(record.stream()) && node.equals(record.node());
    }

    void accept(LogRecord record, boolean match) {
      if (match) {
        flush(record);
        emit(record, true);
        remaining = size.after();
        if (size.around() != null && record.hasTime()) {
          openUntil = Math.max(openUntil, record.tsNanos() + size.around().toNanos());
        }
      } else if (isInside(record)) {
        remaining = Math.max(0, remaining - 1);
        emit(record, false);
      } else {
        hold(record);
      }
    }

    void passOver() {
      before.clear();
      adjacent = false;
      remaining = 0;
    }

    private boolean isInside(LogRecord record) {
      if (size.around() == null) {
        return remaining > 0;
      }
      return group > 0 && adjacent && (!record.hasTime() || record.tsNanos() <= openUntil);
    }

    private void hold(LogRecord record) {
      before.addLast(record);
      int max = size.around() == null ? size.before() : MAX_HELD;
      if (size.around() != null && record.hasTime()) {
        dropOlderThan(record.tsNanos() - size.around().toNanos());
      }
      while (before.size() > max) {
        LogRecord gone = before.removeFirst();
        adjacent = false;
        if (size.around() != null) {
          lost++;
          lastLostNanos = Math.max(lastLostNanos, gone.tsNanos());
        }
      }
    }

    private void dropOlderThan(long nanos) {
      while (!before.isEmpty() && before.getFirst().tsNanos() < nanos) {
        before.removeFirst();
        adjacent = false;
      }
    }

    /**
     * Gives out what was held before a match; it goes on with the open group where nothing lies
     * between.
     */
    private void flush(LogRecord match) {
      if (size.around() != null && match.hasTime()) {
        long from = match.tsNanos() - size.around().toNanos();
        dropOlderThan(from);
        if (lost > 0 && lastLostNanos >= from) {
          dropped += lost;
        }
      }
      lost = 0;
      if (group == 0 || !adjacent) {
        group = ++groups;
      }
      adjacent = true;
      before.forEach(record -> emit(record, false));
      before.clear();
    }

    private void emit(LogRecord record, boolean match) {
      sink.accept(new ContextRow(record, match, group));
    }
  }
}
