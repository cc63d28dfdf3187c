package dev.rearview.integrity;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one event in the leaf encoding while they are written: each value with its length
 * before it. It is used again for each event, so that none of them costs an object. Not safe for
 * use by several threads at once.
 */
public final class LeafBuffer {
  private static final int ABSENT = 0xFFFF_FFFF;
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private byte[] bytes = new byte[2048];
  private int length;

  /** Forgets what was written. */
  public void clear() {
    length = 0;
  }

  /** How many bytes were written. */
  public int length() {
    return length;
  }

  /** The byte that an encoding begins with. */
  public void version(byte version) {
    need(1);
    bytes[length++] = version;
  }

  /** A value that is not there. */
  public void absent() {
    need(4);
    raw(ABSENT);
  }

  /** A text, or none. */
  public void text(@Nullable String text) {
    if (text == null) {
      absent();
      return;
    }
    int chars = text.length();
    need(4 + chars);
    int at = length + 4;
    for (int i = 0; i < chars; i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        bytes(text.getBytes(StandardCharsets.UTF_8));
        return;
      }
      bytes[at + i] = (byte) c;
    }
    raw(chars);
    length += chars;
  }

  /** A value's bytes. */
  public void bytes(byte[] value) {
    bytes(value, 0, value.length);
  }

  /** A value's bytes, which stand in an array. */
  public void bytes(byte[] from, int at, int count) {
    need(4 + count);
    raw(count);
    System.arraycopy(from, at, bytes, length, count);
    length += count;
  }

  /** A number of 8 bytes. */
  public void number(long value) {
    need(12);
    raw(8);
    LONG.set(bytes, length, value);
    length += 8;
  }

  /** A UUID. */
  public void uuid(long high, long low) {
    need(20);
    raw(16);
    LONG.set(bytes, length, high);
    LONG.set(bytes, length + 8, low);
    length += 16;
  }

  /** Begins a list or a map; what {@link #endGroup} wants is the answer. */
  public int beginGroup(int count) {
    need(8);
    int group = length;
    raw(0);
    raw(count);
    return group;
  }

  /** Corrects how many members a list or a map has. */
  public void recount(int group, int count) {
    INT.set(bytes, group + 4, count);
  }

  /** Ends a list or a map: all that was written since belongs to it. */
  public void endGroup(int group) {
    INT.set(bytes, group, length - group - 4);
  }

  /**
   * Begins a value of which the length is not known yet, with room for at most so many bytes; they
   * are written with {@link #put}, and {@link #endValue} ends it.
   */
  public int beginValue(int atMost) {
    need(4 + atMost);
    int value = length;
    length += 4;
    return value;
  }

  /** One byte of a value that was begun. */
  public void put(int b) {
    bytes[length++] = (byte) b;
  }

  /** Bytes of a value that was begun. */
  public void put(byte[] from, int at, int count) {
    System.arraycopy(from, at, bytes, length, count);
    length += count;
  }

  /** Ends a value that was begun. */
  public void endValue(int value) {
    INT.set(bytes, value, length - value - 4);
  }

  /** Compares two values that were written, byte for byte without sign. */
  public int compareValues(int one, int other) {
    int oneEnd = one + 4 + (int) INT.get(bytes, one);
    int otherEnd = other + 4 + (int) INT.get(bytes, other);
    return Arrays.compareUnsigned(bytes, one + 4, oneEnd, bytes, other + 4, otherEnd);
  }

  /** Overwrites a number that was written at a place. */
  public void renumber(int at, long value) {
    LONG.set(bytes, at + 4, value);
  }

  /** Gives what was written to a digest. */
  public void digest(MessageDigest digest) {
    digest.update(bytes, 0, length);
  }

  /** Gives a stretch of what was written to a digest. */
  void digest(MessageDigest digest, int from, int to) {
    digest.update(bytes, from, to - from);
  }

  /** What was written. */
  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, length);
  }

  private void raw(int value) {
    INT.set(bytes, length, value);
    length += 4;
  }

  private void need(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, Math.addExact(length, more)));
    }
  }
}
