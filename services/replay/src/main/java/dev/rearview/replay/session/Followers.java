package dev.rearview.replay.session;

import dev.rearview.model.Event;
import dev.rearview.replay.log.Cursor;
import dev.rearview.replay.log.EventSelection;
import dev.rearview.replay.log.EventSource;
import dev.rearview.replay.log.Position;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * Looks ahead in a session for the events that name an event as their cause, or its span as their
 * caller. It is asked with events in their order.
 */
final class Followers {
  /** How many of the session's next events are looked at. */
  static final int MAX_AHEAD = 200;

  private final EventSource events;
  private final EventSelection session;
  private final Deque<Event> ahead = new ArrayDeque<>();

  Followers(EventSource events, EventSelection session) {
    this.events = events;
    this.session = session;
  }

  /** For each component the first event that this one led to there. */
  Map<String, UUID> of(Event event) {
    Position at = position(event);
    while (!ahead.isEmpty() && position(ahead.element()).compareTo(at) <= 0) {
      ahead.remove();
    }
    if (ahead.size() < MAX_AHEAD) {
      readOn(ahead.isEmpty() ? at : position(ahead.getLast()));
    }
    Map<String, UUID> first = new HashMap<>();
    ahead.stream()
        .limit(MAX_AHEAD)
        .filter(next -> follows(next, event))
        .forEach(next -> first.putIfAbsent(next.componentId(), next.id()));
    return first;
  }

  private static boolean follows(Event next, Event event) {
    return next.causeIds().contains(event.id())
        || (event.spanId() != null
            && event.spanId().equals(next.parentSpanId())
            && Objects.equals(event.traceId(), next.traceId()));
  }

  private void readOn(Position after) {
    EventSelection rest = session.between(after.timestampMs(), Long.MAX_VALUE);
    try (Cursor<Event> following = events.read(rest)) {
      while (following.hasNext() && ahead.size() < 2 * MAX_AHEAD) {
        Event next = following.next();
        if (position(next).compareTo(after) > 0) {
          ahead.add(next);
        }
      }
    }
  }

  private static Position position(Event event) {
    return new Position(event.timestampMs(), event.globalSeq());
  }
}
