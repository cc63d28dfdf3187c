package dev.rearview.e2e.fault;

import dev.rearview.model.Event;
import java.util.UUID;

/** The events that the senders send: each is told by its sender and number alone. */
final class SentEvent {
  private static final int COMPONENTS = 17;
  private static final long START_MS = 1_705_333_643_000L;

  private SentEvent() {}

  /** As it is posted: every second one with an id of its own, the others with a req_id. */
  static String json(String world, int sender, int number) {
    String identity =
        number % 2 == 0
            ? "\"id\":\"%s\""
                .formatted(new UUID((long) sender << 32 | 0x7000, Long.MIN_VALUE | number))
            : "\"req_id\":\"r%d\"".formatted(number);
    return """
    {%s,"world":"%s","source_id":"sender-%d","component_id":"%s","timestamp_ms":%d,\
    "message":"%s","state_delta":{"by%d":%d,"count":%d}}\
    """
        .formatted(
            identity,
            world,
            sender,
            component(number),
            // times that repeat and go back
            START_MS + number / 3 * 7 - number % 5,
            name(sender, number),
            sender,
            number,
            number / 10);
  }

  static String component(int number) {
    return "shop/part-" + number % COMPONENTS;
  }

  /** What tells an event apart from all others. */
  static String name(int sender, int number) {
    return "event %d of sender %d".formatted(number, sender);
  }

  /** As {@link #name}, of an entry of the log. */
  static String name(Event entry) {
    return String.valueOf(entry.message());
  }
}
