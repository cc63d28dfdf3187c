package dev.rearview.ingestion.sequence;

import dev.rearview.integrity.HashChain;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * Where a world's log stands.
 *
 * @param lastSeq the newest number given; 0: none yet
 * @param hash the chain's hash there, lower-case hex
 * @param windowFirst place of the oldest remembered id in the order of admission
 * @param windowEnd one more than the place of the newest
 */
public record Head(long lastSeq, String hash, long windowFirst, long windowEnd) {
  static final Head EMPTY = new Head(0, HashChain.GENESIS, 0, 0);

  private static final byte VERSION = 1;

  /** How many ids are remembered. */
  public long windowSize() {
    return windowEnd - windowFirst;
  }

  public byte[] encode() {
    return ByteBuffer.allocate(1 + 3 * Long.BYTES + HashChain.HASH_LENGTH)
        .put(VERSION)
        .putLong(lastSeq)
        .putLong(windowFirst)
        .putLong(windowEnd)
        .put(HexFormat.of().parseHex(hash))
        .array();
  }

  public static Head decode(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    Admission.requireVersion(buffer.get(), VERSION);
    long lastSeq = buffer.getLong();
    long windowFirst = buffer.getLong();
    long windowEnd = buffer.getLong();
    byte[] hash = new byte[HashChain.HASH_LENGTH];
    buffer.get(hash);
    return new Head(lastSeq, HexFormat.of().formatHex(hash), windowFirst, windowEnd);
  }
}
