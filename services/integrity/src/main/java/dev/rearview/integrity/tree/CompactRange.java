package dev.rearview.integrity.tree;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * All that has to be remembered of a tree in order to append to it and to know its root: the hash
 * of each complete subtree on its left edge, the largest first, one for each bit that is set in its
 * size. Never changes; appending makes another one.
 */
public final class CompactRange {
  /** Most leaves of a tree. */
  public static final long MAX_SIZE = Long.MAX_VALUE;

  /** A tree without leaves. */
  public static final CompactRange EMPTY = new CompactRange(0, new byte[0][]);

  private final long size;
  private final byte[][] hashes;

  private CompactRange(long size, byte[][] hashes) {
    this.size = size;
    this.hashes = hashes;
  }

  /**
   * A tree of which only this is known.
   *
   * @param size number of leaves
   * @param hashes of its complete subtrees, the largest first
   * @throws IllegalArgumentException where the hashes are not one for each bit of the size
   */
  public static CompactRange of(long size, List<byte[]> hashes) {
    if (size < 0 || hashes.size() != Long.bitCount(size)) {
      throw new IllegalArgumentException(
          "a tree of %d leaves has %d complete subtrees, not %d"
              .formatted(size, size < 0 ? 0 : Long.bitCount(size), hashes.size()));
    }
    hashes.forEach(TreeHasher::requireHash);
    return new CompactRange(size, hashes.stream().map(byte[]::clone).toArray(byte[][]::new));
  }

  /** Number of leaves. */
  public long size() {
    return size;
  }

  /** The hashes of the complete subtrees, the largest first. */
  public List<byte[]> hashes() {
    return Arrays.stream(hashes).map(byte[]::clone).toList();
  }

  /**
   * The tree with one leaf more.
   *
   * @param leaf the leaf's hash; the tree keeps the array, so it must not change afterwards
   */
  public CompactRange append(byte[] leaf, TreeHasher hasher) {
    TreeHasher.requireHash(leaf);
    int joined = Long.numberOfTrailingZeros(~size);
    int kept = hashes.length - joined;
    byte[] subtree = leaf;
    for (int i = hashes.length - 1; i >= kept; i--) {
      subtree = hasher.node(hashes[i], subtree);
    }
    byte[][] longer = Arrays.copyOf(hashes, kept + 1);
    longer[kept] = subtree;
    return new CompactRange(Math.addExact(size, 1), longer);
  }

  /** The tree's root: MTH of RFC 6962. */
  public byte[] root(TreeHasher hasher) {
    if (size == 0) {
      return hasher.empty();
    }
    byte[] root = hashes[hashes.length - 1];
    for (int i = hashes.length - 2; i >= 0; i--) {
      root = hasher.node(hashes[i], root);
    }
    return root.clone();
  }

  /** The size in 8 bytes, big-endian, and the hashes, the largest subtree's first. */
  public byte[] encode() {
    ByteBuffer buffer =
        ByteBuffer.allocate(Long.BYTES + hashes.length * TreeHasher.HASH_LENGTH).putLong(size);
    for (byte[] hash : hashes) {
      buffer.put(hash);
    }
    return buffer.array();
  }

  /**
   * Reads what {@link #encode} wrote, and leaves the buffer behind it.
   *
   * @throws IllegalArgumentException where the bytes are none
   */
  public static CompactRange decode(ByteBuffer buffer) {
    try {
      long size = buffer.getLong();
      if (size < 0) {
        throw new IllegalArgumentException("a tree of %d leaves".formatted(size));
      }
      byte[][] hashes = new byte[Long.bitCount(size)][TreeHasher.HASH_LENGTH];
      for (byte[] hash : hashes) {
        buffer.get(hash);
      }
      return new CompactRange(size, hashes);
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("the bytes of a tree's left edge are cut", e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CompactRange range
        && range.size == size
        && Arrays.deepEquals(range.hashes, hashes);
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(size) + Arrays.deepHashCode(hashes);
  }

  @Override
  public String toString() {
    return "tree of %d leaves".formatted(size);
  }
}
