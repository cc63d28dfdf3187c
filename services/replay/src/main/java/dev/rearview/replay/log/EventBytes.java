package dev.rearview.replay.log;

import dev.rearview.model.Event;

/** How an event is written into the store; the same bytes as on the topic. */
public interface EventBytes {
  byte[] encode(Event event);

  Event decode(byte[] bytes);
}
