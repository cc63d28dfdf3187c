package dev.rearview.replay.log;

import dev.rearview.model.Event;
import dev.rearview.replay.log.OrderedBytes.Entry;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a session as a whole, or of a partition's part of it.
 *
 * @param firstSeen where each component appears first; the first {@value #MAX_COMPONENTS} of them
 */
public record SessionSummary(
    String sessionId,
    long firstMs,
    long lastMs,
    long events,
    long errors,
    Map<String, Position> firstSeen) {
  static final int MAX_COMPONENTS = 1_000;

  public SessionSummary {
    firstSeen = Map.copyOf(firstSeen);
  }

  public static SessionSummary none(String sessionId) {
    return new SessionSummary(sessionId, Long.MAX_VALUE, Long.MIN_VALUE, 0, 0, Map.of());
  }

  /** The components in the order in which they first appear. */
  public List<String> components() {
    return firstSeen.entrySet().stream()
        .sorted(Map.Entry.<String, Position>comparingByValue().thenComparing(Map.Entry::getKey))
        .map(Map.Entry::getKey)
        .toList();
  }

  public SessionSummary plus(Event event) {
    Position at = new Position(event.timestampMs(), event.globalSeq());
    return plus(
        new SessionSummary(
            sessionId,
            event.timestampMs(),
            event.timestampMs(),
            1,
            event.errorOccurred() ? 1 : 0,
            Map.of(event.componentId(), at)));
  }

  /** This part and another part of the same session. */
  public SessionSummary plus(SessionSummary other) {
    Map<String, Position> seen = new HashMap<>(firstSeen);
    other.firstSeen.forEach((component, at) -> {
      if (seen.size() < MAX_COMPONENTS || seen.containsKey(component)) {
        seen.merge(component, at, (a, b) -> a.compareTo(b) <= 0 ? a : b);
      }
    });
    return new SessionSummary(
        sessionId,
        Math.min(firstMs, other.firstMs),
        Math.max(lastMs, other.lastMs),
        events + other.events,
        errors + other.errors,
        seen);
  }

  /** Without the components, which have entries of their own. */
  static byte[] encode(long firstMs, long lastMs, long events, long errors) {
    return ByteBuffer.allocate(32)
        .putLong(firstMs)
        .putLong(lastMs)
        .putLong(events)
        .putLong(errors)
        .array();
  }

  private static SessionSummary decode(String sessionId, byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    return new SessionSummary(
        sessionId, in.getLong(), in.getLong(), in.getLong(), in.getLong(), Map.of());
  }

  /** Reads a partition's part of one session; null where it has none. */
  static @Nullable SessionSummary read(OrderedBytes index, String world, String sessionId) {
    byte[] key = Keys.session(world, sessionId);
    if (index.get(key) == null) {
      return null;
    }
    try (Cursor<SessionSummary> found = all(index, world, key, Keys.afterPrefix(key))) {
      return found.hasNext() ? found.next() : null;
    }
  }

  /** Reads a partition's part of the sessions of a world, in their order. Close it. */
  static Cursor<SessionSummary> all(OrderedBytes index, String world) {
    byte[] prefix = Keys.sessions(world);
    return all(index, world, prefix, Keys.afterPrefix(prefix));
  }

  /** A session's entry, then one for each of its components. */
  private static Cursor<SessionSummary> all(
      OrderedBytes index, String world, byte[] from, byte[] to) {
    Cursor<Entry> entries = index.range(from, to);
    return new Cursor<>() {
      private @Nullable Entry ahead;

      @Override
      public boolean hasNext() {
        return ahead != null || entries.hasNext();
      }

      @Override
      public SessionSummary next() {
        Entry first = ahead == null ? entries.next() : ahead;
        ahead = null;
        String sessionId = Keys.sessionOf(first.key(), world);
        Map<String, Position> seen = new HashMap<>();
        while (entries.hasNext() && ahead == null) {
          Entry entry = entries.next();
          if (entry.value().length == Position.BYTES) {
            seen.put(Keys.memberOf(entry.key(), first.key()), Position.decode(entry.value()));
          } else {
            ahead = entry;
          }
        }
        SessionSummary counted = decode(sessionId, first.value());
        return new SessionSummary(
            sessionId,
            counted.firstMs(),
            counted.lastMs(),
            counted.events(),
            counted.errors(),
            seen);
      }

      @Override
      public void close() {
        entries.close();
      }
    };
  }
}
