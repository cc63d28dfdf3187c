package dev.rearview.integrity.tree;

/**
 * Where a tree's nodes are kept: those of every eighth level, 256 of them a tile, as the C2SP
 * specification tlog-tiles cuts a tree.
 */
public interface TileStore {
  /** Levels of the tree that a tile spans. */
  int TILE_LEVELS = 8;

  /** Hashes in a full tile. */
  int TILE_WIDTH = 1 << TILE_LEVELS;

  /**
   * A tile's hashes one after the other, as many as there are: at most {@value #TILE_WIDTH} × 32
   * bytes, none where the tile is not there.
   *
   * @param level of tiles: 0 for those of leaves
   * @param index the tile's place in its level, from 0
   */
  byte[] tile(int level, long index);

  /** A store that takes hashes, too. */
  interface Writable extends TileStore {
    /**
     * Puts a hash; one that is there already is the same.
     *
     * @param level of tiles
     * @param index the hash's place in its level, from 0
     */
    void put(int level, long index, byte[] hash);
  }
}
