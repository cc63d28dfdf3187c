package dev.rearview.timeql.merge;

import dev.rearview.engine.context.ContextSize;
import dev.rearview.engine.record.LogRecord;
import dev.rearview.timeql.plan.Plan;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Gives the nodes' windows of context in the order in which their rows come. A node's window may
 * reach further than the answer's, because of matches that the limit leaves out; so what stands
 * before a match is given when the match has come.
 */
final class ContextMerge {
  /** Rows that wait for a match at most. */
  private static final int MOST_WAITING = 500_000;

  /** Windows that are remembered; rows of one come soon after each other. */
  private static final int MOST_WINDOWS = 100_000;

  /** A window of context is one node's. */
  private record Key(int answer, int group) {}

  /** What is known of a window so far. */
  private static final class Window {
    private final int answer;
    private final int group;
    private int number;
    private boolean matched;
    private int rowsSince;
    private long lastNanos = LogRecord.NO_TIME;
    private long lastMatch = -1;

    Window(int answer, int group) {
      this.answer = answer;
      this.group = group;
    }
  }

  /** A row whose turn comes when those before it are given. */
  private record Waiting(Carried row, Window window, boolean match, boolean sure, long number) {}

  private final RowValues values;
  private final Giving giving;
  private final ContextSize size;
  private final int limit;
  private final Map<Key, Window> windows =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Window> eldest) {
          return size() > MOST_WINDOWS;
        }
      };
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private @Nullable Window last;
  private long came;
  private long matches;
  private int numbers;
  private boolean overflowed;

  ContextMerge(Plan.Rows plan, RowValues values, Giving giving) {
    this.values = values;
    this.giving = giving;
    this.size = Objects.requireNonNull(plan.context());
    this.limit = plan.limit();
  }

  /** Takes the next row. */
  void accept(Carried row) {
    Window window = window(row);
    boolean match = !row.row().context();
    if (match && limit > 0 && matches == limit) {
      giving.leftOut();
      match = false;
    }
    long number = came++;
    if (match) {
      matches++;
      window.matched = true;
      window.rowsSince = 0;
      window.lastNanos = row.tsNanos();
      window.lastMatch = number;
    } else {
      window.rowsSince++;
    }
    boolean sure = match || isReached(window, row);
    if (sure && waiting.isEmpty()) {
      give(row, window, match);
    } else if (sure || limit == 0 || matches < limit) {
      waiting.add(new Waiting(row, window, match, sure, number));
      overflowed |= waiting.size() > MOST_WAITING;
      release(waiting.size() > MOST_WAITING);
    }
  }

  private Window window(Carried row) {
    Window known = last;
    int group = row.row().group();
    if (known == null || known.group != group || known.answer != row.answer()) {
      known =
          windows.computeIfAbsent(
              new Key(row.answer(), group), key -> new Window(key.answer(), key.group()));
      last = known;
    }
    return known;
  }

  /** Whether a row lies behind the last match of its window as far as is asked for. */
  private boolean isReached(Window window, Carried row) {
    if (!window.matched) {
      return false;
    }
    if (size.around() == null) {
      return window.rowsSince <= size.after();
    }
    return window.lastNanos == LogRecord.NO_TIME
        || !row.hasTime()
        || Math.abs(row.tsNanos() - window.lastNanos) <= size.around().toNanos();
  }

  /** Gives those whose match has come, up to the first that still waits for one. */
  private void release(boolean alsoFirst) {
    boolean forced = alsoFirst;
    while (!waiting.isEmpty()) {
      Waiting first = waiting.element();
      if (!forced && !first.sure() && first.window().lastMatch < first.number()) {
        return;
      }
      forced = false;
      waiting.remove();
      give(first.row(), first.window(), first.match());
    }
  }

  private void give(Carried row, Window window, boolean match) {
    if (giving.isEnough()) {
      return;
    }
    if (window.number == 0) {
      window.number = ++numbers;
    }
    Map<String, @Nullable Object> shown = values.of(row.row(), match, window.number);
    if (match) {
      giving.match(shown);
    } else {
      giving.context(shown);
    }
  }

  /** No row comes any more: what still waits for a match stands before one that is left out. */
  void finish() {
    for (Waiting one : waiting) {
      if (one.sure() || one.window().lastMatch > one.number()) {
        give(one.row(), one.window(), one.match());
      }
    }
    waiting.clear();
  }

  List<String> boundsHit() {
    return overflowed
        ? List.of("at most %,d rows wait for the match they stand before".formatted(MOST_WAITING))
        : List.of();
  }
}
