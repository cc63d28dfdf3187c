package dev.rearview.engine.aggregate;

import dev.rearview.engine.format.FieldReader;
import dev.rearview.engine.record.Field;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Groups by the bytes in which the values of their keys are written: a record whose keys were
 * written so before belongs to the same group. Bounded; when it is full it begins anew. What it
 * does not know is grouped by its values.
 */
final class GroupMemo {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  static final int MOST_KEYS = 1 << 17;
  private static final int MOST_WORDS = 1 << 20;
  private static final int LONGEST_WORDS = 64;
  private static final int FIRST_KEYS = 64;
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;
  private static final long SECOND = 0xC2B2AE3D27D4EB4FL;

  private final Field[] fields;
  private @Nullable FieldReader last;

  /** Numbers of keys by their hashes, 0 where there is none; never more than half full. */
  private int[] slots = new int[2 * FIRST_KEYS];

  private long[] hashes = new long[FIRST_KEYS];
  private int[] ends = new int[FIRST_KEYS];
  private Accumulator[][] groups = new Accumulator[FIRST_KEYS][];

  /** The keys one after the other: of each value its length, then its bytes by eight. */
  private long[] words = new long[4 * FIRST_KEYS];

  /** How many keys there are, with the one of number 0, which is none. */
  private int size = 1;

  /** The key that was looked for last. */
  private final long[] key;

  private int keyWords;
  private long hash;

  GroupMemo(List<Field> fields) {
    this.fields = fields.toArray(Field[]::new);
    this.key = new long[LONGEST_WORDS + 2 * this.fields.length];
  }

  /**
   * The group of the record that a reader stands at; null where that is not known.
   *
   * @param reader stands at a record
   */
  Accumulator @Nullable [] find(FieldReader reader) {
    if (reader != last) {
      last = reader;
      forget();
    }
    if (!read(reader)) {
      keyWords = 0;
      return null;
    }
    int mask = slots.length - 1;
    for (int slot = slot(); ; slot = slot + 1 & mask) {
      int number = slots[slot];
      if (number == 0) {
        return null;
      }
      if (hashes[number] == hash && isKey(number)) {
        return groups[number];
      }
    }
  }

  /** Reads the key; false where it is none that can be known. */
  private boolean read(FieldReader reader) {
    int count = 0;
    long sum = 0;
    for (Field field : fields) {
      long place = reader.decider(field);
      if (place == FieldReader.UNKNOWN) {
        return false;
      }
      int length = place == FieldReader.ABSENT ? -1 : (int) place - (int) (place >>> 32);
      if (count + (length >> 3) >= LONGEST_WORDS) {
        return false;
      }
      key[count++] = length;
      sum = sum * MULTIPLIER + length;
      byte[] bytes = reader.bytes();
      int at = (int) (place >>> 32);
      int left = length;
      for (; left > 8; left -= 8) {
        long word = (long) LONG.get(bytes, at);
        key[count++] = word;
        sum = sum * MULTIPLIER + (word ^ word >>> 32) * SECOND;
        at += 8;
      }
      if (left > 0) {
        long word = (long) LONG.get(bytes, at) & -1L >>> (64 - 8 * left);
        key[count++] = word;
        sum = sum * MULTIPLIER + (word ^ word >>> 32) * SECOND;
      }
    }
    keyWords = count;
    hash = (sum ^ sum >>> 32) * MULTIPLIER;
    return true;
  }

  private int slot() {
    return (int) (hash >>> 32) & slots.length - 1;
  }

  private boolean isKey(int number) {
    int from = ends[number - 1];
    if (ends[number] - from != keyWords) {
      return false;
    }
    for (int i = 0; i < keyWords; i++) {
      if (words[from + i] != key[i]) {
        return false;
      }
    }
    return true;
  }

  /** Remembers the group of the record that was looked for last. */
  void remember(Accumulator[] group) {
    if (keyWords == 0) {
      return;
    }
    if (size == MOST_KEYS || ends[size - 1] + keyWords > MOST_WORDS) {
      forget();
    }
    if (2 * size >= slots.length) {
      grow();
    }
    int from = ends[size - 1];
    if (from + keyWords > words.length) {
      words = Arrays.copyOf(words, 2 * words.length + keyWords);
    }
    System.arraycopy(key, 0, words, from, keyWords);
    ends[size] = from + keyWords;
    hashes[size] = hash;
    groups[size] = group;
    put(size);
    size++;
  }

  private void put(int number) {
    int mask = slots.length - 1;
    int slot = (int) (hashes[number] >>> 32) & mask;
    while (slots[slot] != 0) {
      slot = slot + 1 & mask;
    }
    slots[slot] = number;
  }

  private void grow() {
    slots = new int[2 * slots.length];
    hashes = Arrays.copyOf(hashes, 2 * hashes.length);
    ends = Arrays.copyOf(ends, 2 * ends.length);
    groups = Arrays.copyOf(groups, 2 * groups.length);
    for (int number = 1; number < size; number++) {
      put(number);
    }
  }

  private void forget() {
    Arrays.fill(slots, 0);
    Arrays.fill(groups, 0, size, null);
    size = 1;
  }
}
