package dev.rearview.replay.log;

import org.jspecify.annotations.Nullable;

/** An ordered map of bytes, compared unsigned, that can be read. */
public interface OrderedBytes {
  byte @Nullable [] get(byte[] key);

  /** Entries in ascending order, both ends inclusive. The cursor must be closed. */
  Cursor<Entry> range(byte[] from, byte[] to);

  /** Entries in descending order, both ends inclusive. The cursor must be closed. */
  Cursor<Entry> reverseRange(byte[] from, byte[] to);

  /** One key with its value. */
  record Entry(byte[] key, byte[] value) {}
}
