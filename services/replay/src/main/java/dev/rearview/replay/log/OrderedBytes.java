package dev.rearview.replay.log;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An ordered map of bytes, compared unsigned, that can be read. */
public interface OrderedBytes {
  byte @Nullable [] get(byte[] key);

  /** The values of several keys, null where there is none, in the order of the keys. */
  default List<byte @Nullable []> getAll(List<byte[]> keys) {
    List<byte @Nullable []> values = new ArrayList<>(keys.size());
    keys.forEach(key -> values.add(get(key)));
    return values;
  }

  /** Entries in ascending order, both ends inclusive. The cursor must be closed. */
  Cursor<Entry> range(byte[] from, byte[] to);

  /** Entries in descending order, both ends inclusive. The cursor must be closed. */
  Cursor<Entry> reverseRange(byte[] from, byte[] to);

  /** One key with its value. */
  record Entry(byte[] key, byte[] value) {}
}
