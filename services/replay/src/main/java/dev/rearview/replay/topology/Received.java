package dev.rearview.replay.topology;

import dev.rearview.model.Event;
import dev.rearview.proto.EventCodec;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** An event with the bytes that it came in. */
record Received(Event event, byte[] record) {
  /**
   * Reads the value of a record.
   *
   * @throws IllegalArgumentException where it is no event
   */
  static Received of(byte @Nullable [] record) {
    byte[] bytes = record == null ? new byte[0] : record;
    return new Received(EventCodec.decode(bytes), bytes);
  }

  /** Reads the topic's events; what is none goes to the dead letters. */
  static final class Reader implements Deserializer<Received> {
    @Override
    public Received deserialize(String topic, byte[] data) {
      try {
        return of(data);
      } catch (IllegalArgumentException e) {
        throw new SerializationException("record of " + topic + " is no event", e);
      }
    }
  }
}
