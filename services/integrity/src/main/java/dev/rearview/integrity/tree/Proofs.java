package dev.rearview.integrity.tree;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes proofs over a tree whose nodes can be asked for. A proof needs O(log n) nodes. Not safe for
 * use by several threads at once.
 */
public final class Proofs {
  private final Nodes nodes;
  private final TreeHasher hasher = new TreeHasher();

  public Proofs(Nodes nodes) {
    this.nodes = nodes;
  }

  /** The root of the tree of the first {@code size} leaves. */
  public byte[] root(long size) {
    if (size < 0) {
      throw new IllegalArgumentException("a tree of %d leaves".formatted(size));
    }
    return size == 0 ? hasher.empty() : hash(0, size);
  }

  /**
   * That a leaf is in a tree: PATH of RFC 6962, section 2.1.1.
   *
   * @param index the leaf's place, from 0
   * @param size the tree's leaves, more than {@code index}
   * @return the hashes from the leaf's sibling up
   */
  public List<byte[]> inclusion(long index, long size) {
    if (index < 0 || index >= size) {
      throw new IllegalArgumentException(
          "leaf %d is not in a tree of %d leaves".formatted(index, size));
    }
    List<byte[]> fromRoot = new ArrayList<>();
    long from = 0;
    long to = size;
    while (to - from > 1) {
      long middle = from + split(to - from);
      if (index < middle) {
        fromRoot.add(hash(middle, to));
        to = middle;
      } else {
        fromRoot.add(hash(from, middle));
        from = middle;
      }
    }
    return fromRoot.reversed();
  }

  /**
   * That a tree is the beginning of a larger one: PROOF of RFC 6962, section 2.1.2. Empty where
   * both have one size or the smaller has no leaves.
   *
   * @param older leaves of the smaller tree
   * @param newer leaves of the larger one, not fewer
   */
  public List<byte[]> consistency(long older, long newer) {
    if (older < 0 || older > newer) {
      throw new IllegalArgumentException(
          "a tree of %d leaves is not the beginning of one of %d".formatted(older, newer));
    }
    if (older == 0 || older == newer) {
      return List.of();
    }
    List<byte[]> fromRoot = new ArrayList<>();
    long from = 0;
    long to = newer;
    boolean leftEdge = true;
    while (older < to) {
      long middle = from + split(to - from);
      if (older <= middle) {
        fromRoot.add(hash(middle, to));
        to = middle;
      } else {
        fromRoot.add(hash(from, middle));
        from = middle;
        leftEdge = false;
      }
    }
    if (!leftEdge) {
      fromRoot.add(hash(from, to));
    }
    return fromRoot.reversed();
  }

  /** The left edge of the tree of the first {@code size} leaves. */
  public CompactRange range(long size) {
    if (size < 0) {
      throw new IllegalArgumentException("a tree of %d leaves".formatted(size));
    }
    List<byte[]> subtrees = new ArrayList<>();
    long from = 0;
    for (long rest = size; rest > 0; rest -= Long.highestOneBit(rest)) {
      long length = Long.highestOneBit(rest);
      subtrees.add(hash(from, from + length));
      from += length;
    }
    return CompactRange.of(size, subtrees);
  }

  /** MTH(D[from:to]), where {@code from} is a multiple of a power of two not below the length. */
  private byte[] hash(long from, long to) {
    long length = to - from;
    if (Long.bitCount(length) == 1) {
      int level = Long.numberOfTrailingZeros(length);
      return nodes.node(level, from >>> level);
    }
    long middle = from + split(length);
    return hasher.node(hash(from, middle), hash(middle, to));
  }

  /** The largest power of two below a number that is at least 2. */
  static long split(long length) {
    return Long.highestOneBit(length - 1);
  }
}
