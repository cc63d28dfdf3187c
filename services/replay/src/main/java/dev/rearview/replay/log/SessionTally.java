package dev.rearview.replay.log;

import dev.rearview.model.Event;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A partition's part of a session while events come in. */
final class SessionTally {
  private final String world;
  private final String sessionId;
  private final Map<String, Position> firstSeen;
  private final Set<String> unwritten = new HashSet<>();
  private long firstMs;
  private long lastMs;
  private long events;
  private long errors;

  /** Goes on with what the store has of it. */
  SessionTally(String world, String sessionId, @Nullable SessionSummary known) {
    SessionSummary session = known == null ? SessionSummary.none(sessionId) : known;
    this.world = world;
    this.sessionId = sessionId;
    firstSeen = new HashMap<>(session.firstSeen());
    firstMs = session.firstMs();
    lastMs = session.lastMs();
    events = session.events();
    errors = session.errors();
  }

  void add(Event event) {
    firstMs = Math.min(firstMs, event.timestampMs());
    lastMs = Math.max(lastMs, event.timestampMs());
    events++;
    errors += event.errorOccurred() ? 1 : 0;
    String component = event.componentId();
    Position at = new Position(event.timestampMs(), event.globalSeq());
    Position seen = firstSeen.get(component);
    if (seen == null ? firstSeen.size() < SessionSummary.MAX_COMPONENTS : at.compareTo(seen) < 0) {
      firstSeen.put(component, at);
      unwritten.add(component);
    }
  }

  /** Writes what came since the last time. */
  void settle(WritableBytes index) {
    index.put(
        Keys.session(world, sessionId), SessionSummary.encode(firstMs, lastMs, events, errors));
    for (String component : unwritten) {
      Position at = firstSeen.get(component);
      if (at != null) {
        index.put(Keys.member(world, sessionId, component), at.encode());
      }
    }
    unwritten.clear();
  }
}
