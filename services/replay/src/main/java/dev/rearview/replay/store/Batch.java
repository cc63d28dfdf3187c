package dev.rearview.replay.store;

import java.util.Arrays;

/**
 * Writes to several column families, put together in memory and handed to RocksDB at once. The
 * bytes are those of RocksDB's write batch (db/write_batch.cc): 8 bytes for its sequence number, 4
 * for the count, then the records.
 */
final class Batch {
  private static final int HEAD = 12;
  private static final int COUNT_AT = 8;
  private static final byte DELETION_OF_FAMILY = 0x4;
  private static final byte VALUE_OF_FAMILY = 0x5;
  private static final byte VALUE = 0x1;

  private byte[] bytes = new byte[1 << 16];
  private int length = HEAD;
  private int count;

  /**
   * @param family the column family's id; 0 is the default one
   */
  void put(int family, byte[] key, byte[] value) {
    reserve(key.length + value.length);
    if (family == 0) {
      bytes[length++] = VALUE;
    } else {
      bytes[length++] = VALUE_OF_FAMILY;
      number(family);
    }
    append(key);
    append(value);
    count++;
  }

  /**
   * @param family the column family's id, not 0
   */
  void delete(int family, byte[] key) {
    reserve(key.length);
    bytes[length++] = DELETION_OF_FAMILY;
    number(family);
    append(key);
    count++;
  }

  private void reserve(int content) {
    int most = length + content + 24;
    if (most > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(most, bytes.length * 2));
    }
  }

  private void append(byte[] content) {
    number(content.length);
    System.arraycopy(content, 0, bytes, length, content.length);
    length += content.length;
  }

  private void number(int number) {
    int rest = number;
    while ((rest & ~0x7F) != 0) {
      bytes[length++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[length++] = (byte) rest;
  }

  boolean isEmpty() {
    return count == 0;
  }

  int size() {
    return length;
  }

  /** What came since the last time. */
  byte[] take() {
    for (int i = 0; i < 4; i++) {
      bytes[COUNT_AT + i] = (byte) (count >>> (8 * i));
    }
    byte[] taken = Arrays.copyOf(bytes, length);
    length = HEAD;
    count = 0;
    return taken;
  }
}
