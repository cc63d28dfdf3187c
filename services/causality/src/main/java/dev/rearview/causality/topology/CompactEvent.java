package dev.rearview.causality.topology;

import dev.rearview.model.Event;
import dev.rearview.proto.EventCodec;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The event as it is kept for answers: long parts are cut, the chain's hashes are left out. */
final class CompactEvent {
  private static final int MAX_MESSAGE = 4_000;
  private static final int MAX_DELTA = 16_000;
  private static final int MAX_ATTRIBUTES = 8_000;

  private CompactEvent() {}

  static byte[] bytes(Event event) {
    Event.Builder compact = event.toBuilder().prevHash(null).hash(null);
    String message = event.message();
    if (message != null && message.length() > MAX_MESSAGE) {
      compact.message(message.substring(0, MAX_MESSAGE) + "…");
    }
    if (event.stateDelta() != null && event.stateDelta().length() > MAX_DELTA) {
      compact.stateDelta(null).deltaFormat(null);
    }
    return EventCodec.encode(compact.attributes(firstOf(event.attributes())).build());
  }

  private static SortedMap<String, String> firstOf(SortedMap<String, String> attributes) {
    SortedMap<String, String> first = new TreeMap<>();
    int length = 0;
    for (Map.Entry<String, String> attribute : attributes.entrySet()) {
      length += attribute.getKey().length() + attribute.getValue().length();
      if (length > MAX_ATTRIBUTES) {
        return first;
      }
      first.put(attribute.getKey(), attribute.getValue());
    }
    return first;
  }
}
