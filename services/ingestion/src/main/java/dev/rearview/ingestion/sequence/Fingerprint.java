package dev.rearview.ingestion.sequence;

import dev.rearview.integrity.EntryHasher;
import dev.rearview.model.Event;
import java.nio.ByteBuffer;

/**
 * Stands for what a sender said: the same for an event and its repeat, whenever either came in. The
 * first 128 bits of {@link EntryHasher#said}, so of SHA-256.
 */
public record Fingerprint(long high, long low) {
  /** The fingerprint of an event that the hasher has read. */
  static Fingerprint of(Event event, EntryHasher hasher) {
    ByteBuffer hash = ByteBuffer.wrap(hasher.said(claimed(event)));
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
