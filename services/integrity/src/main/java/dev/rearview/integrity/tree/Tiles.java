package dev.rearview.integrity.tree;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The nodes of a tree that is kept in tiles. The levels between those of the tiles are computed.
 * Each tile is read once: make another one to see a tree that has grown. Not safe for use by
 * several threads at once.
 */
public final class Tiles implements Nodes {
  private final TileStore store;
  private final TreeHasher hasher = new TreeHasher();
  private final Map<Place, byte[]> read = new HashMap<>();

  public Tiles(TileStore store) {
    this.store = store;
  }

  private record Place(int level, long index) {}

  @Override
  public byte[] node(int level, long index) {
    int tileLevel = level / TileStore.TILE_LEVELS;
    int within = level % TileStore.TILE_LEVELS;
    long first = index << within;
    int width = 1 << within;
    byte[] tile = tile(new Place(tileLevel, first >>> TileStore.TILE_LEVELS));
    int place = (int) (first & (TileStore.TILE_WIDTH - 1));
    if (tile.length < (place + width) * TreeHasher.HASH_LENGTH) {
      throw new MissingNodeException(level, index);
    }
    return rootOf(tile, place, width, hasher);
  }

  private byte[] tile(Place place) {
    return read.computeIfAbsent(place, p -> store.tile(p.level(), p.index()));
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
