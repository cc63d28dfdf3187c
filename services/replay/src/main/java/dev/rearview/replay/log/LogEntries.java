package dev.rearview.replay.log;

import dev.rearview.model.Event;
import dev.rearview.replay.log.EventSelection.By;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Pages of the log, ordered by sequence number. */
public final class LogEntries {
  private static final long MAX_CHARS = 32L << 20;

  private final EventSource events;

  public LogEntries(EventSource events) {
    this.events = events;
  }

  /**
   * What is wanted; a null filter takes all.
   *
   * @param fromSeq the first sequence number
   * @param limit 1 to 100,000
   * @param observed whether the times are of observation instead of the event's own
   */
  public record Question(
      String world,
      long fromSeq,
      int limit,
      @Nullable String component,
      @Nullable String session,
      @Nullable String source,
      @Nullable String reqId,
      long fromMs,
      long toMs,
      boolean observed) {

    boolean accepts(Event event) {
      long time = observed ? event.observedMs() : event.timestampMs();
      return event.globalSeq() >= fromSeq
          && time >= fromMs
          && time <= toMs
          && (component == null || component.equals(event.componentId()))
          && (session == null || session.equals(event.sessionId()))
          && (source == null || source.equals(event.sourceId()))
          && (reqId == null || reqId.equals(event.reqId()));
    }

    /** The index that leads to the fewest events. */
    private EventSelection selection() {
      if (reqId != null) {
        return select(new By.Request(reqId));
      }
      if (session != null) {
        return select(new By.Correlated(Correlation.SESSION_ID, session));
      }
      if (component != null) {
        return select(new By.Component(component));
      }
      if (fromMs != Long.MIN_VALUE || toMs != Long.MAX_VALUE) {
        return select(observed ? new By.Observed() : new By.Time());
      }
      return select(source == null ? new By.Sequence() : new By.Source(source));
    }

    private EventSelection select(By by) {
      EventSelection all = EventSelection.all(world, by).since(fromSeq);
      return observed == (by instanceof By.Observed) ? all.between(fromMs, toMs) : all;
    }
  }

  /**
   * A page, by sequence number.
   *
   * @param more whether later events are left; the next page begins after the last one
   */
  public record Page(List<Event> events, boolean more) {
    public Page {
      events = List.copyOf(events);
    }
  }

  /** The first events that the question accepts, at most its limit, and at most 32 MiB of text. */
  public Page page(Question question) {
    EventSelection selection = question.selection();
    boolean ordered = bySequence(selection.by());
    PriorityQueue<Event> lowest =
        new PriorityQueue<>(Comparator.comparingLong(Event::globalSeq).reversed());
    long chars = 0;
    boolean more = false;
    try (Cursor<Event> found = events.read(selection)) {
      while (found.hasNext() && !(ordered && more)) {
        Event event = found.next();
        if (!question.accepts(event)) {
          continue;
        }
        lowest.add(event);
        chars += size(event);
        while (lowest.size() > question.limit() || (chars > MAX_CHARS && lowest.size() > 1)) {
          chars -= size(lowest.remove());
          more = true;
        }
      }
    }
    return new Page(
        lowest.stream().sorted(Comparator.comparingLong(Event::globalSeq)).toList(), more);
  }

  private static long size(Event event) {
    return 200L
        + (event.message() == null ? 0 : event.message().length())
        + (event.stateDelta() == null ? 0 : event.stateDelta().length());
  }

  private static boolean bySequence(By by) {
    return switch (by) {
      case By.Sequence s -> true;
      case By.Source s -> true;
      case By.Request r -> true;
      case By.Time t -> false;
      case By.Observed o -> false;
      case By.Component c -> false;
      case By.Correlated c -> false;
      case By.Id i -> false;
      case By.Span s -> false;
    };
  }
}
