package dev.rearview.engine.aggregate;

import dev.rearview.engine.format.FieldReader;
import dev.rearview.engine.record.Field;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Groups by the bytes in which the values of their keys are written: a record whose keys were
 * written so before belongs to the same group. Bounded; what is not remembered is grouped by its
 * values.
 */
final class GroupMemo {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int MAX_ENTRIES = 1 << 16;
  private static final int MAX_BYTES = 256;
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

  /** Keys as they are written, one after the other in words of eight bytes. */
  private static final class Entry {
    private final long hash;
    private final int[] lengths;
    private final long[] words;
    private final Accumulator[] group;

    Entry(long hash, int[] lengths, long[] words, Accumulator[] group) {
      this.hash = hash;
      this.lengths = lengths;
      this.words = words;
      this.group = group;
    }
  }

  private final Field[] fields;
  private final long[] places;
  private @Nullable FieldReader last;
  private @Nullable Entry[] table = new @Nullable Entry[64];
  private int size;
  private long hash;
  private boolean usable;

  GroupMemo(List<Field> fields) {
    this.fields = fields.toArray(Field[]::new);
    this.places = new long[this.fields.length];
  }

  /**
   * The group of the record that a reader stands at; null where that is not remembered.
   *
   * @param reader stands at a record
   */
  Accumulator @Nullable [] find(FieldReader reader) {
    if (reader != last) {
      last = reader;
      table = new @Nullable Entry[64];
      size = 0;
    }
    usable = false;
    for (int i = 0; i < fields.length; i++) {
      places[i] = reader.decider(fields[i]);
      if (places[i] == FieldReader.UNKNOWN) {
        return null;
      }
    }
    byte[] bytes = reader.bytes();
    hash = hash(bytes);
    usable = true;
    int mask = table.length - 1;
    int slot = (int) (hash >>> 32) & mask;
    for (Entry entry = table[slot]; entry != null; entry = table[slot]) {
      if (entry.hash == hash && isSame(entry, bytes)) {
        return entry.group;
      }
      slot = slot + 1 & mask;
    }
    return null;
  }

  private long hash(byte[] bytes) {
    long sum = 0;
    for (long place : places) {
      int length = length(place);
      int from = (int) (place >>> 32);
      sum = (sum ^ length) * MULTIPLIER;
      for (int at = 0; at < length; at += 8) {
        sum = (sum ^ word(bytes, from + at, length - at)) * MULTIPLIER;
        sum ^= sum >>> 29;
      }
    }
    return sum * MULTIPLIER;
  }

  /** In bytes; -1 where it stands nowhere. */
  private static int length(long place) {
    return place == FieldReader.ABSENT ? -1 : (int) place - (int) (place >>> 32);
  }

  /** Eight bytes, or as many as are left. */
  private static long word(byte[] bytes, int at, int left) {
    long word = (long) LONG.get(bytes, at);
    return left >= 8 ? word : word & -1L >>> (64 - 8 * left);
  }

  private boolean isSame(Entry entry, byte[] bytes) {
    int word = 0;
    for (int i = 0; i < places.length; i++) {
      int length = length(places[i]);
      if (entry.lengths[i] != length) {
        return false;
      }
      int from = (int) (places[i] >>> 32);
      for (int at = 0; at < length; at += 8) {
        if (entry.words[word++] != word(bytes, from + at, length - at)) {
          return false;
        }
      }
    }
    return true;
  }

  /** Remembers the group of the record that was looked for last. */
  void remember(FieldReader reader, Accumulator[] group) {
    if (!usable || size >= MAX_ENTRIES) {
      return;
    }
    int[] lengths = new int[places.length];
    int words = 0;
    for (int i = 0; i < places.length; i++) {
      lengths[i] = length(places[i]);
      words += lengths[i] + 7 >> 3;
    }
    if (words > MAX_BYTES / 8) {
      return;
    }
    long[] written = new long[Math.max(0, words)];
    byte[] bytes = reader.bytes();
    int word = 0;
    for (int i = 0; i < places.length; i++) {
      for (int at = 0; at < lengths[i]; at += 8) {
        written[word++] = word(bytes, (int) (places[i] >>> 32) + at, lengths[i] - at);
      }
    }
    put(new Entry(hash, lengths, written, group));
    size++;
    if (2 * size > table.length) {
      grow();
    }
  }

  private void put(Entry entry) {
    int slot = (int) (entry.hash >>> 32) & table.length - 1;
    while (table[slot] != null) {
      slot = slot + 1 & table.length - 1;
    }
    table[slot] = entry;
  }

  private void grow() {
    @Nullable Entry[] old = table;
    table = new @Nullable Entry[2 * old.length];
    for (Entry entry : old) {
      if (entry != null) {
        put(entry);
      }
    }
  }
}
