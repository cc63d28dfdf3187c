package dev.rearview.replay.log;

import dev.rearview.model.Event;
import java.util.UUID;

/** Names an event and its place. */
public record EventRef(UUID id, long globalSeq, long timestampMs) {
  public static EventRef of(Event event) {
    return new EventRef(event.id(), event.globalSeq(), event.timestampMs());
  }

  public Position position() {
    return new Position(timestampMs, globalSeq);
  }
}
