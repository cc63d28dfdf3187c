package dev.rearview.topics;

import dev.rearview.integrity.ChainVerifier;
import dev.rearview.model.Event;
import dev.rearview.proto.EventCodec;
import dev.rearview.proto.EventKeys;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * One record of a world: an event, or why there is none.
 *
 * @param visible whether it could be read when the verification began
 */
record Found(long seq, @Nullable Event event, String why, boolean visible) {

  /** Null where the record is of another world. */
  static @Nullable Found of(String world, ConsumerRecord<String, byte[]> record, boolean visible) {
    if (record.key() == null || !EventKeys.worldOf(record.key()).equals(world)) {
      return null;
    }
    try {
      byte @Nullable [] value = record.value();
      Event event = EventCodec.decode(value == null ? new byte[0] : value);
      return event.world().equals(world)
          ? new Found(event.globalSeq(), event, "", visible)
          : new Found(event.globalSeq(), null, "it says to be of world " + event.world(), visible);
    } catch (IllegalArgumentException e) {
      return new Found(0, null, String.valueOf(e.getMessage()), visible);
    }
  }

  void giveTo(ChainVerifier verifier) {
    if (event == null) {
      verifier.acceptUnreadable(why);
    } else {
      verifier.accept(event);
    }
  }
}
