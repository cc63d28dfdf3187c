package dev.rearview.integrity.tree;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Leaves that follow one another in a world's log: the value of a record of {@code
 * rearview.leaves}. Its bytes are the first sequence number (8, big-endian) and the hashes (32
 * each).
 *
 * @param firstSeq the first leaf's sequence number, at least 1; its place in the tree is one less
 * @param hashes at least one
 */
public record LeafRun(long firstSeq, List<byte[]> hashes) {
  public LeafRun {
    if (firstSeq < 1 || hashes.isEmpty()) {
      throw new IllegalArgumentException(
          "a run of %d leaves from entry %d".formatted(hashes.size(), firstSeq));
    }
    hashes = List.copyOf(hashes);
    hashes.forEach(TreeHasher::requireHash);
  }

  public byte[] encode() {
    ByteBuffer buffer =
        ByteBuffer.allocate(Long.BYTES + hashes.size() * TreeHasher.HASH_LENGTH).putLong(firstSeq);
    hashes.forEach(buffer::put);
    return buffer.array();
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws IllegalArgumentException where the bytes are none
   */
  public static LeafRun decode(byte[] bytes) {
    int length = bytes.length - Long.BYTES;
    if (length < TreeHasher.HASH_LENGTH || length % TreeHasher.HASH_LENGTH != 0) {
      throw new IllegalArgumentException("%d bytes are no run of leaves".formatted(bytes.length));
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    long firstSeq = buffer.getLong();
    List<byte[]> hashes = new ArrayList<>(length / TreeHasher.HASH_LENGTH);
    while (buffer.hasRemaining()) {
      byte[] hash = new byte[TreeHasher.HASH_LENGTH];
      buffer.get(hash);
      hashes.add(hash);
    }
    return new LeafRun(firstSeq, hashes);
  }
}
