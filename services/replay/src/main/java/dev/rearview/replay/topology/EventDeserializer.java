package dev.rearview.replay.topology;

import dev.rearview.model.Event;
import dev.rearview.proto.EventCodec;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads the topic's events; what is none goes to the dead letters. */
final class EventDeserializer implements Deserializer<Event> {
  @Override
  public Event deserialize(String topic, byte[] data) {
    try {
      return EventCodec.decode(data);
    } catch (IllegalArgumentException e) {
      throw new SerializationException("record of " + topic + " is no event", e);
    }
  }
}
