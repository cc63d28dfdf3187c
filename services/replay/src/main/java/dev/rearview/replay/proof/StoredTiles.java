package dev.rearview.replay.proof;

import dev.rearview.integrity.tree.TileStore;
import dev.rearview.replay.log.Cursor;
import dev.rearview.replay.log.OrderedBytes;
import java.io.ByteArrayOutputStream;

/** A world's tiles in a store. */
public final class StoredTiles implements TileStore {
  private final OrderedBytes store;
  private final String world;

  public StoredTiles(OrderedBytes store, String world) {
    this.store = store;
    this.world = world;
  }

  @Override
  public byte[] tile(int level, long index) {
    long first = index << TILE_LEVELS;
    ByteArrayOutputStream tile = new ByteArrayOutputStream(TILE_WIDTH * 32);
    try (Cursor<OrderedBytes.Entry> hashes =
        store.range(
            TreeKeys.hash(world, level, first),
            TreeKeys.hash(world, level, first + TILE_WIDTH - 1))) {
      for (long due = first; hashes.hasNext(); due++) {
        OrderedBytes.Entry hash = hashes.next();
        if (TreeKeys.index(hash.key()) != due) {
          break;
        }
        tile.writeBytes(hash.value());
      }
    }
    return tile.toByteArray();
  }

  /** How many leaves there are. */
  long size() {
    try (Cursor<OrderedBytes.Entry> last =
        store.reverseRange(TreeKeys.hash(world, 0, 0), TreeKeys.hash(world, 0, Long.MAX_VALUE))) {
      return last.hasNext() ? TreeKeys.index(last.next().key()) + 1 : 0;
    }
  }
}
