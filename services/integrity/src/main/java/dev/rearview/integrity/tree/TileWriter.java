package dev.rearview.integrity.tree;

/** Puts a tree's leaves into tiles, and on each full tile its root into the tile above. */
public final class TileWriter {
  private final TileStore.Writable store;
  private final TreeHasher hasher = new TreeHasher();

  public TileWriter(TileStore.Writable store) {
    this.store = store;
  }

  /**
   * Takes a leaf. Taking one again changes nothing; leaves come in their order.
   *
   * @param index its place, from 0
   * @param leaf its hash
   * @throws IllegalStateException where a leaf before it is missing
   */
  public void put(long index, byte[] leaf) {
    TreeHasher.requireHash(leaf);
    put(0, index, leaf);
  }

  private void put(int level, long index, byte[] hash) {
    long tile = index >>> TileStore.TILE_LEVELS;
    if (store.tile(level, tile) != null) {
      return;
    }
    int place = (int) (index & (TileStore.TILE_WIDTH - 1));
    if (place < TileStore.TILE_WIDTH - 1) {
      store.putHash(level, index, hash);
      return;
    }
    byte[] full = new byte[TileStore.TILE_WIDTH * TreeHasher.HASH_LENGTH];
    long first = index - place;
    for (int i = 0; i < place; i++) {
      byte[] before = store.hash(level, first + i);
      if (before == null) {
        throw new IllegalStateException(
            "node %d of level %d is missing before node %d"
                .formatted(first + i, level * TileStore.TILE_LEVELS, index));
      }
      System.arraycopy(before, 0, full, i * TreeHasher.HASH_LENGTH, TreeHasher.HASH_LENGTH);
    }
    System.arraycopy(hash, 0, full, place * TreeHasher.HASH_LENGTH, TreeHasher.HASH_LENGTH);
    // the tile last but one: where it is there, all above it is there
    put(level + 1, tile, Tiles.rootOf(full, 0, TileStore.TILE_WIDTH, hasher));
    store.putTile(level, tile, full);
    for (int i = 0; i < place; i++) {
      store.removeHash(level, first + i);
    }
  }
}
