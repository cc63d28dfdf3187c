package dev.rearview.integrity.tree;

import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.Map;

/** Tiles in memory; counts what is read. */
final class MemoryTiles implements TileStore.Writable {
  private record Place(int level, long index) {}

  private final Map<Place, byte[]> hashes = new HashMap<>();
  private long reads;

  @Override
  public byte[] tile(int level, long index) {
    reads++;
    ByteArrayOutputStream tile = new ByteArrayOutputStream();
    for (int i = 0; i < TILE_WIDTH; i++) {
      byte[] hash = hashes.get(new Place(level, index * TILE_WIDTH + i));
      if (hash == null) {
        break;
      }
      tile.writeBytes(hash);
    }
    return tile.toByteArray();
  }

  @Override
  public void put(int level, long index, byte[] hash) {
    hashes.put(new Place(level, index), hash);
  }

  long reads() {
    return reads;
  }

  int hashes() {
    return hashes.size();
  }
}
