package dev.rearview.replay.proof;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Keys of a tree's hashes: the world, a zero byte, the level of tiles, the place in the level. */
public final class TreeKeys {
  private TreeKeys() {}

  /**
   * The key of a hash.
   *
   * @param level of tiles: 0 for leaves
   * @param index its place in the level, from 0
   */
  public static byte[] hash(String world, int level, long index) {
    byte[] name = world.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(name.length + 2 + Long.BYTES)
        .put(name)
        .put((byte) 0)
        .put((byte) level)
        .putLong(index)
        .array();
  }

  /** The place that a hash's key says. */
  static long index(byte[] key) {
    return ByteBuffer.wrap(key).getLong(key.length - Long.BYTES);
  }
}
