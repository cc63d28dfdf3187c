package dev.rearview.replay.log;

import dev.rearview.model.Event;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

  byte[] encode() {
    return Records.write(this::writeTo);
  }

  private void writeTo(DataOutput out) throws IOException {
    Records.writeText(out, sessionId);
    out.writeLong(firstMs);
    out.writeLong(lastMs);
    out.writeLong(events);
    out.writeLong(errors);
    out.writeInt(firstSeen.size());
    for (Map.Entry<String, Position> entry : firstSeen.entrySet()) {
      out.writeUTF(entry.getKey());
      out.writeLong(entry.getValue().timestampMs());
      out.writeLong(entry.getValue().globalSeq());
    }
  }

  static SessionSummary decode(byte[] bytes) {
    return Records.read(bytes, SessionSummary::readFrom);
  }

  private static SessionSummary readFrom(DataInput in) throws IOException {
    String sessionId = Records.readText(in);
    long firstMs = in.readLong();
    long lastMs = in.readLong();
    long events = in.readLong();
    long errors = in.readLong();
    int count = in.readInt();
    Map<String, Position> seen = HashMap.newHashMap(count);
    for (int i = 0; i < count; i++) {
      seen.put(in.readUTF(), new Position(in.readLong(), in.readLong()));
    }
    return new SessionSummary(sessionId, firstMs, lastMs, events, errors, seen);
  }
}
