package dev.rearview.ingestion.sequence;

import java.nio.ByteBuffer;

/**
 * An id that is remembered: which entry it belongs to.
 *
 * @param globalSeq the entry's number
 * @param observedMs the entry's time of observation
 * @param place its place in the order of admission
 * @param fingerprint of the entry's body
 */
public record Admission(long globalSeq, long observedMs, long place, Fingerprint fingerprint) {
  private static final byte VERSION = 1;

  public byte[] encode() {
    return ByteBuffer.allocate(1 + 5 * Long.BYTES)
        .put(VERSION)
        .putLong(globalSeq)
        .putLong(observedMs)
        .putLong(place)
        .putLong(fingerprint.high())
        .putLong(fingerprint.low())
        .array();
  }

  public static Admission decode(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    requireVersion(buffer.get(), VERSION);
    return new Admission(
        buffer.getLong(),
        buffer.getLong(),
        buffer.getLong(),
        new Fingerprint(buffer.getLong(), buffer.getLong()));
  }

  static void requireVersion(byte found, byte expected) {
    if (found != expected) {
      throw new IllegalStateException(
          "the sequencer's state has version %d, this program knows %d".formatted(found, expected));
    }
  }
}
