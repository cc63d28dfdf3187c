package dev.rearview.integrity.tree;

/** Puts a tree's leaves into tiles, and on each full tile its root into the tile above. */
public final class TileWriter {
  private final TileStore.Writable store;
  private final TreeHasher hasher;

  /**
   * Writes to a store.
   *
   * @param hasher may serve several writers of one thread
   */
  public TileWriter(TileStore.Writable store, TreeHasher hasher) {
    this.store = store;
    this.hasher = hasher;
  }

  /**
   * Takes a leaf. Taking one again changes nothing; leaves come in their order.
   *
   * @param index its place, from 0
   * @param leaf its hash
   * @throws IllegalStateException where it fills a tile of which a leaf is missing
   */
  public void put(long index, byte[] leaf) {
    TreeHasher.requireHash(leaf);
    put(0, index, leaf);
  }

  private void put(int level, long index, byte[] hash) {
    store.put(level, index, hash);
    if (((index + 1) & (TileStore.TILE_WIDTH - 1)) != 0) {
      return;
    }
    long tile = index >>> TileStore.TILE_LEVELS;
    byte[] full = store.tile(level, tile);
    if (full.length != TileStore.TILE_WIDTH * TreeHasher.HASH_LENGTH) {
      throw new IllegalStateException(
          "tile %d of level %d has %d of its hashes only"
              .formatted(tile, level, full.length / TreeHasher.HASH_LENGTH));
    }
    put(level + 1, tile, Tiles.rootOf(full, 0, TileStore.TILE_WIDTH, hasher));
  }
}
