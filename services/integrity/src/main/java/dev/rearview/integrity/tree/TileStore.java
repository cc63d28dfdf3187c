package dev.rearview.integrity.tree;

import org.jspecify.annotations.Nullable;

/**
 * Where a tree's nodes are kept: those of every eighth level, 256 of them a tile, as the C2SP
 * specification tlog-tiles cuts a tree. A tile that is not full yet is kept as single hashes.
 */
public interface TileStore {
  /** Levels of the tree that a tile spans. */
  int TILE_LEVELS = 8;

  /** Hashes in a full tile. */
  int TILE_WIDTH = 1 << TILE_LEVELS;

  /**
   * A full tile's hashes one after the other, {@value #TILE_WIDTH} × 32 bytes; null where there is
   * none.
   *
   * @param level of tiles: 0 for those of leaves
   * @param index the tile's place in its level, from 0
   */
  byte @Nullable [] tile(int level, long index);

  /**
   * A hash of a tile that is not full; null where there is none.
   *
   * @param level of tiles
   * @param index the hash's place in its level, from 0
   */
  byte @Nullable [] hash(int level, long index);

  /** A store that takes tiles, too. */
  interface Writable extends TileStore {
    void putHash(int level, long index, byte[] hash);

    void removeHash(int level, long index);

    void putTile(int level, long index, byte[] hashes);
  }
}
