package dev.rearview.testkit;

import dev.rearview.model.Event;
import dev.rearview.model.Level;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/** Events in a line; ids are derived from a name, so that a test can speak of them. */
public final class TestEvents {
  private TestEvents() {}

  /** The id of the event of this name. */
  public static UUID id(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }

  /** An event of this name, component and ISO-8601 time, observed when it happened. */
  public static Event.Builder event(String name, String componentId, String time) {
    long at = Instant.parse(time).toEpochMilli();
    return Event.builder().id(id(name)).componentId(componentId).timestampMs(at).observedMs(at);
  }

  /** An event that changes its component's state by a merge patch. */
  public static Event.Builder state(
      String name, String componentId, String time, String mergePatch) {
    return event(name, componentId, time).stateDelta(mergePatch);
  }

  /** An event of level ERROR. */
  public static Event.Builder error(String name, String componentId, String time, String message) {
    return event(name, componentId, time).logLevel(Level.ERROR).message(message);
  }
}
