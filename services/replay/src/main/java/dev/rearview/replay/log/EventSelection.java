package dev.rearview.replay.log;

import dev.rearview.model.Event;
import java.util.Comparator;
import java.util.Objects;
import java.util.UUID;

/**
 * Which events are read, and by which index; times are epoch milliseconds, both ends inclusive.
 *
 * @param by the index
 * @param fromSeq only this sequence number and later
 * @param fromMs only events from this event time on
 * @param toMs only events up to this event time
 */
public record EventSelection(String world, By by, long fromSeq, long fromMs, long toMs) {
  private static final Comparator<Event> BY_SEQ = Comparator.comparingLong(Event::globalSeq);
  private static final Comparator<Event> BY_TIME =
      Comparator.comparingLong(Event::timestampMs).thenComparing(BY_SEQ);
  private static final Comparator<Event> BY_OBSERVED =
      Comparator.comparingLong(Event::observedMs).thenComparing(BY_SEQ);

  /** An index, which also gives the order. */
  public sealed interface By {
    /** All, by sequence number. */
    record Sequence() implements By {}

    /** All, by event time. */
    record Time() implements By {}

    /** All, by time of observation; the selection's times are then of observation. */
    record Observed() implements By {}

    /** A component's, by event time. */
    record Component(String componentId) implements By {}

    /** What a session, request or trace has, by event time. */
    record Correlated(Correlation correlation, String key) implements By {}

    /** What a source sent, by sequence number. */
    record Source(String sourceId) implements By {}

    /** What was appended with this idempotency key, by sequence number. */
    record Request(String reqId) implements By {}

    /** The one with this id. */
    record Id(UUID id) implements By {}

    /** What has this span id, by event time. */
    record Span(String spanId) implements By {}
  }

  /** Everything that the index gives. */
  public static EventSelection all(String world, By by) {
    return new EventSelection(world, by, 0, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  public EventSelection between(long fromMs, long toMs) {
    return new EventSelection(world, by, fromSeq, fromMs, toMs);
  }

  public EventSelection since(long fromSeq) {
    return new EventSelection(world, by, fromSeq, fromMs, toMs);
  }

  /** The order in which the events come. */
  public Comparator<Event> order() {
    return switch (by) {
      case By.Sequence s -> BY_SEQ;
      case By.Source s -> BY_SEQ;
      case By.Request r -> BY_SEQ;
      case By.Observed o -> BY_OBSERVED;
      case By.Time t -> BY_TIME;
      case By.Component c -> BY_TIME;
      case By.Correlated c -> BY_TIME;
      case By.Id i -> BY_TIME;
      case By.Span s -> BY_TIME;
    };
  }

  /** Whether an event belongs to it. */
  public boolean accepts(Event event) {
    long time = by instanceof By.Observed ? event.observedMs() : event.timestampMs();
    return event.world().equals(world)
        && event.globalSeq() >= fromSeq
        && time >= fromMs
        && time <= toMs
        && switch (by) {
          case By.Sequence s -> true;
          case By.Time t -> true;
          case By.Observed o -> true;
          case By.Component c -> c.componentId().equals(event.componentId());
          case By.Correlated c -> c.key().equals(c.correlation().keyOf(event));
          case By.Source s -> s.sourceId().equals(event.sourceId());
          case By.Request r -> r.reqId().equals(event.reqId());
          case By.Id i -> i.id().equals(event.id());
          case By.Span s -> Objects.equals(s.spanId(), event.spanId());
        };
  }
}
