package dev.rearview.replay.session;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became in a what-if of recorded events, as far as it is not what was recorded, and which
 * messages are on their way. The newest {@value #MAX_KEPT} of each are known; an older event counts
 * as recorded.
 */
final class Fates {
  static final int MAX_KEPT = 10_000;

  private final Map<UUID, Fate> fates = new Newest<>();
  private final Map<Way, JsonNode> underWay = new Newest<>();

  /** What became of an event. */
  sealed interface Fate {
    /** It does not happen. */
    record Absent() implements Fate {}

    /**
     * Rules took its message, so that their effects stand in place of what it recorded.
     *
     * @param arrived to whom they sent messages that arrived at once, and whether rules took those
     */
    record Taken(Map<String, Boolean> arrived) implements Fate {}
  }

  /** A message of a component that is to arrive with a recorded event. */
  private record Way(String from, UUID arrival) {}

  private static final class Newest<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1L;

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
      return size() > MAX_KEPT;
    }
  }

  Fates copy() {
    Fates copy = new Fates();
    copy.fates.putAll(fates);
    copy.underWay.putAll(underWay);
    return copy;
  }

  /** How many are known. */
  int size() {
    return fates.size() + underWay.size();
  }

  void put(UUID event, Fate fate) {
    fates.put(event, fate);
  }

  /** Null: it is as recorded. */
  @Nullable Fate of(UUID event) {
    return fates.get(event);
  }

  /** Whether what the event recorded is no part of the simulation. */
  boolean replaces(UUID event) {
    return fates.containsKey(event);
  }

  /** A message is to arrive with a recorded event. */
  void send(String from, UUID arrival, JsonNode payload) {
    underWay.put(new Way(from, arrival), payload);
  }

  /** The payload of the message that arrives with this event; null: none does. */
  @Nullable JsonNode arriving(String from, UUID arrival) {
    return underWay.remove(new Way(from, arrival));
  }
}
