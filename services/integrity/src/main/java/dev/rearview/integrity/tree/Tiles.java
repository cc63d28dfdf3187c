package dev.rearview.integrity.tree;

import java.util.Arrays;

/**
 * The nodes of a tree that is kept in tiles. The levels between those of the tiles are computed, at
 * most 255 hashes each. Not safe for use by several threads at once.
 */
public final class Tiles implements Nodes {
  private final TileStore store;
  private final TreeHasher hasher = new TreeHasher();

  public Tiles(TileStore store) {
    this.store = store;
  }

  @Override
  public byte[] node(int level, long index) {
    int tileLevel = level / TileStore.TILE_LEVELS;
    int within = level % TileStore.TILE_LEVELS;
    long first = index << within;
    int width = 1 << within;
    long tile = first >>> TileStore.TILE_LEVELS;
    byte[] full = store.tile(tileLevel, tile);
    if (full != null) {
      return rootOf(full, (int) (first & (TileStore.TILE_WIDTH - 1)), width, hasher);
    }
    byte[] hashes = new byte[width * TreeHasher.HASH_LENGTH];
    for (int i = 0; i < width; i++) {
      byte[] hash = store.hash(tileLevel, first + i);
      if (hash == null) {
        throw new MissingNodeException(level, index);
      }
      System.arraycopy(hash, 0, hashes, i * TreeHasher.HASH_LENGTH, TreeHasher.HASH_LENGTH);
    }
    return rootOf(hashes, 0, width, hasher);
  }

  /** The root over some hashes of a tile, of which there is a power of two. */
  static byte[] rootOf(byte[] tile, int first, int width, TreeHasher hasher) {
    int from = first * TreeHasher.HASH_LENGTH;
    byte[] level = Arrays.copyOfRange(tile, from, from + width * TreeHasher.HASH_LENGTH);
    for (int left = width; left > 1; left /= 2) {
      for (int i = 0; i < left / 2; i++) {
        hasher.node(level, 2 * i * TreeHasher.HASH_LENGTH, level, i * TreeHasher.HASH_LENGTH);
      }
    }
    return Arrays.copyOf(level, TreeHasher.HASH_LENGTH);
  }
}
