package dev.rearview.replay.log;

import dev.rearview.model.Event;
import org.jspecify.annotations.Nullable;

/**
 * How an event is written into the store: as on the topic, without what its key says and without
 * the hash before it, which is that of the event with the number before.
 */
public interface EventBytes {
  /**
   * The body of an event.
   *
   * @param record the value of its record on the topic
   * @param withPrevHash whether the hash before it is kept
   */
  byte[] body(byte[] record, boolean withPrevHash);

  /** Reads a body; the hash before it is null where the body has none. */
  Event decode(String world, long globalSeq, byte[] body);

  /** The hash that a body says, hex; null where it says none. */
  @Nullable String hash(byte[] body);
}
