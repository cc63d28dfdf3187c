package dev.rearview.replay.log;

/** An ordered map of bytes that can be written as well. */
public interface WritableBytes extends OrderedBytes {
  void put(byte[] key, byte[] value);

  void delete(byte[] key);
}
