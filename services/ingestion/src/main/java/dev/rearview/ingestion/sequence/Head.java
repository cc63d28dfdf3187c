package dev.rearview.ingestion.sequence;

import dev.rearview.integrity.HashChain;
import dev.rearview.integrity.tree.CompactRange;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * Where a world's log stands.
 *
 * @param tree of all entries so far; its size is the newest number given
 * @param hash the chain's hash there, lower-case hex
 * @param windowFirst place of the oldest remembered id in the order of admission
 * @param windowEnd one more than the place of the newest
 * @param checkpointed the size that the newest checkpoint was signed for; 0: none yet
 */
public record Head(
    CompactRange tree, String hash, long windowFirst, long windowEnd, long checkpointed) {
  static final Head EMPTY = new Head(CompactRange.EMPTY, HashChain.GENESIS, 0, 0, 0);

  private static final byte VERSION = 2;

  /** The newest number given; 0: none yet. */
  public long lastSeq() {
    return tree.size();
  }

  /** How many ids are remembered. */
  public long windowSize() {
    return windowEnd - windowFirst;
  }

  /** Whether there are entries that no checkpoint covers yet. */
  public boolean isCheckpointDue() {
    return checkpointed != lastSeq();
  }

  /** With a checkpoint of all entries so far. */
  public Head withCheckpoint() {
    return new Head(tree, hash, windowFirst, windowEnd, lastSeq());
  }

  public byte[] encode() {
    byte[] treeBytes = tree.encode();
    return ByteBuffer.allocate(1 + 3 * Long.BYTES + HashChain.HASH_LENGTH + treeBytes.length)
        .put(VERSION)
        .putLong(windowFirst)
        .putLong(windowEnd)
        .putLong(checkpointed)
        .put(HexFormat.of().parseHex(hash))
        .put(treeBytes)
        .array();
  }

  public static Head decode(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    Admission.requireVersion(buffer.get(), VERSION);
    long windowFirst = buffer.getLong();
    long windowEnd = buffer.getLong();
    long checkpointed = buffer.getLong();
    byte[] hash = new byte[HashChain.HASH_LENGTH];
    buffer.get(hash);
    CompactRange tree = CompactRange.decode(buffer);
    return new Head(tree, HexFormat.of().formatHex(hash), windowFirst, windowEnd, checkpointed);
  }
}
