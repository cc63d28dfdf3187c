package dev.rearview.ingestion.sequence;

import dev.rearview.integrity.HashChain;
import dev.rearview.model.Event;
import dev.rearview.model.TimeSource;
import java.nio.ByteBuffer;

/**
 * Stands for what a sender said: the same for an event and its repeat, whenever either came in. The
 * first 128 bits of the leaf hash of the event without its number and without what the ingestion
 * added by the time of observation.
 */
public record Fingerprint(long high, long low) {
  static Fingerprint of(Event event) {
    Event.Builder said = event.toBuilder().globalSeq(0).observedMs(0L).reportedMs(null);
    said.timestampMs(claimed(event)).timeSource(TimeSource.REPORTED);
    ByteBuffer hash = ByteBuffer.wrap(HashChain.leaf(said.build()));
    return new Fingerprint(hash.getLong(), hash.getLong());
  }

  /** The time that the sender claimed; 0 where it claimed none. */
  private static long claimed(Event event) {
    return switch (event.timeSource()) {
      case OBSERVED, NONE -> 0;
      case CLOCK_AHEAD -> event.reportedMs() == null ? 0 : event.reportedMs();
      case REPORTED, ASSUMED_ZONE, ASSUMED_YEAR, RUNTIME, PREVIOUS -> event.timestampMs();
    };
  }
}
