package dev.rearview.replay.topology;

import dev.rearview.model.Event;
import dev.rearview.proto.EventCodec;
import dev.rearview.replay.log.EventBytes;

/** Events in the store are the bytes of the topic. */
public final class CodecBytes implements EventBytes {
  @Override
  public byte[] encode(Event event) {
    return EventCodec.encode(event);
  }

  @Override
  public Event decode(byte[] bytes) {
    return EventCodec.decode(bytes);
  }
}
