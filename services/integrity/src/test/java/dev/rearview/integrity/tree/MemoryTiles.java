package dev.rearview.integrity.tree;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tiles in memory; counts what is read. */
final class MemoryTiles implements TileStore.Writable {
  private record Place(int level, long index) {}

  private final Map<Place, byte[]> hashes = new HashMap<>();
  private final Map<Place, byte[]> tiles = new HashMap<>();
  private long reads;

  @Override
  public byte @Nullable [] tile(int level, long index) {
    reads++;
    return tiles.get(new Place(level, index));
  }

  @Override
  public byte @Nullable [] hash(int level, long index) {
    return hashes.get(new Place(level, index));
  }

  @Override
  public void putHash(int level, long index, byte[] hash) {
    hashes.put(new Place(level, index), hash);
  }

  @Override
  public void removeHash(int level, long index) {
    hashes.remove(new Place(level, index));
  }

  @Override
  public void putTile(int level, long index, byte[] hashes) {
    tiles.put(new Place(level, index), hashes);
  }

  long reads() {
    return reads;
  }

  int singleHashes() {
    return hashes.size();
  }
}
