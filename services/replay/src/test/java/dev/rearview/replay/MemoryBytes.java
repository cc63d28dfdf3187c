package dev.rearview.replay;

import dev.rearview.replay.log.Cursor;
import dev.rearview.replay.log.WritableBytes;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** An ordered map of bytes in memory. */
public final class MemoryBytes implements WritableBytes {
  private final NavigableMap<byte[], byte[]> entries = new TreeMap<>(Arrays::compareUnsigned);

  @Override
  public byte[] get(byte[] key) {
    return entries.get(key);
  }

  @Override
  public Cursor<Entry> range(byte[] from, byte[] to) {
    return cursor(entries, from, to);
  }

  @Override
  public Cursor<Entry> reverseRange(byte[] from, byte[] to) {
    return cursor(entries.descendingMap(), to, from);
  }

  private static Cursor<Entry> cursor(
      NavigableMap<byte[], byte[]> entries, byte[] first, byte[] last) {
    if (entries.comparator().compare(first, last) > 0) {
      return Cursor.of(List.of());
    }
    return Cursor.of(
        List.copyOf(
            entries.subMap(first, true, last, true).entrySet().stream()
                .map(entry -> new Entry(entry.getKey(), entry.getValue()))
                .toList()));
  }

  @Override
  public void put(byte[] key, byte[] value) {
    entries.put(key.clone(), value);
  }

  @Override
  public void delete(byte[] key) {
    entries.remove(key);
  }

  /** How many keys begin with a tag. */
  public long count(char tag) {
    return entries.keySet().stream().filter(key -> key[0] == tag).count();
  }
}
