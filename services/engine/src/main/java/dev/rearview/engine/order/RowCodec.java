package dev.rearview.engine.order;

import dev.rearview.engine.record.Values;
import dev.rearview.model.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values of rows as few bytes. What is read equals what was written. Texts that come again and
 * again are read as one object. For one thread.
 */
final class RowCodec {
  private static final byte NULL = 0;
  private static final byte ASCII = 1;
  private static final byte UTF_16 = 2;
  private static final byte LONG = 3;
  private static final byte DOUBLE = 4;
  private static final byte FALSE = 5;
  private static final byte TRUE = 6;
  private static final byte INSTANT = 7;
  private static final byte DURATION = 8;
  private static final byte LEVEL = 9;
  private static final byte LIST = 10;
  private static final byte MAP = 11;
  private static final byte BYTES = 12;

  private static final Level[] LEVELS = Level.values();
  private static final int RECENT = 4_096;
  private static final int LONGEST_RECENT = 64;

  private final @Nullable String[] recent = new String[RECENT];

  /** Of each the hash, so that another text need not be looked at. */
  private final int[] recentHash = new int[RECENT];

  private byte[] bytes = new byte[1 << 10];
  private int at;

  /** Begins to write into an array at a place; the array may be replaced while it grows. */
  void begin(byte[] into, int from) {
    bytes = into;
    at = from;
  }

  byte[] bytes() {
    return bytes;
  }

  /** Where the next byte is written or read. */
  int at() {
    return at;
  }

  private void room(int more) {
    if (bytes.length - at < more) {
      bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(at, more), bytes.length * 3 / 2));
    }
  }

  void write(@Nullable Object value) {
    room(16);
    switch (value) {
      case null -> bytes[at++] = NULL;
      case String text -> text(text);
      case byte[] raw -> raw(raw);
      case Long number -> {
        bytes[at++] = LONG;
        varLong((number << 1) ^ (number >> 63));
      }
      case Double number -> {
        bytes[at++] = DOUBLE;
        fixedLong(Double.doubleToRawLongBits(number));
      }
      case Boolean truth -> bytes[at++] = truth ? TRUE : FALSE;
      case Instant time -> {
        bytes[at++] = INSTANT;
        fixedLong(time.getEpochSecond());
        varLong(time.getNano());
      }
      case Duration duration -> {
        bytes[at++] = DURATION;
        fixedLong(duration.getSeconds());
        varLong(duration.getNano());
      }
      case Level level -> {
        bytes[at++] = LEVEL;
        bytes[at++] = (byte) level.ordinal();
      }
      case List<?> list -> {
        bytes[at++] = LIST;
        varLong(list.size());
        list.forEach(this::write);
      }
      case Map<?, ?> map -> {
        bytes[at++] = MAP;
        varLong(map.size());
        map.forEach((name, member) -> {
          write(String.valueOf(name));
          write(member);
        });
      }
      default -> text(Values.text(value));
    }
  }

  /** Writes a text, of which only the bytes are known. */
  void writeAscii(byte[] from, int start, int end) {
    room(Math.addExact(end - start, 16));
    bytes[at++] = ASCII;
    varLong(end - start);
    System.arraycopy(from, start, bytes, at, end - start);
    at += end - start;
  }

  private void raw(byte[] raw) {
    room(Math.addExact(raw.length, 16));
    bytes[at++] = BYTES;
    varLong(raw.length);
    System.arraycopy(raw, 0, bytes, at, raw.length);
    at += raw.length;
  }

  /** Writes what was written before. */
  void copy(byte[] from, int start, int length) {
    room(length);
    System.arraycopy(from, start, bytes, at, length);
    at += length;
  }

  private void text(String text) {
    int length = text.length();
    room(Math.addExact(length, 16));
    int start = at;
    bytes[at++] = ASCII;
    varLong(length);
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        at = start;
        wide(text);
        return;
      }
      bytes[at++] = (byte) c;
    }
  }

  /** Also what is no well-formed text stays as it is. */
  private void wide(String text) {
    room(Math.addExact(Math.multiplyExact(2, text.length()), 16));
    bytes[at++] = UTF_16;
    varLong(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      bytes[at++] = (byte) (c >> 8);
      bytes[at++] = (byte) c;
    }
  }

  private void varLong(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      bytes[at++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[at++] = (byte) rest;
  }

  private void fixedLong(long value) {
    Bytes.putLong(bytes, at, value);
    at += Long.BYTES;
  }

  @Nullable Object read() {
    byte kind = bytes[at++];
    return switch (kind) {
      case NULL -> null;
      case ASCII -> ascii();
      case UTF_16 -> utf16();
      case LONG -> {
        long n = readVarLong();
        yield (n >>> 1) ^ -(n & 1);
      }
      case DOUBLE -> Double.longBitsToDouble(readLong());
      case FALSE -> false;
      case TRUE -> true;
      case INSTANT -> Instant.ofEpochSecond(readLong(), readVarLong());
      case DURATION -> Duration.ofSeconds(readLong(), readVarLong());
      case LEVEL -> LEVELS[bytes[at++]];
      case LIST -> {
        int size = (int) readVarLong();
        List<@Nullable Object> list = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
          list.add(read());
        }
        yield list;
      }
      case BYTES -> {
        int length = (int) readVarLong();
        at += length;
        yield Arrays.copyOfRange(bytes, at - length, at);
      }
      case MAP -> {
        int size = (int) readVarLong();
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
          String name = String.valueOf(read());
          map.put(name, read());
        }
        yield map;
      }
      default -> throw new IllegalStateException("kind of value " + kind);
    };
  }

  /** Goes past a value. */
  void skip() {
    switch (bytes[at]) {
      case NULL, FALSE, TRUE -> at++;
      case ASCII -> {
        at++;
        int length = (int) readVarLong();
        at += length;
      }
      default -> read();
    }
  }

  /** Goes past a value; the hash of its text as a key, 0 of NULL. */
  int keyHash() {
    if (bytes[at] != ASCII) {
      Object key = Values.key(read());
      return key == null ? 0 : Values.text(key).hashCode();
    }
    at++;
    int end = (int) readVarLong() + at;
    int hash = 0;
    while (at < end) {
      hash = 31 * hash + bytes[at++];
    }
    return hash;
  }

  @SuppressWarnings("deprecation") // of bytes below 0x80 the high byte is 0
  private String ascii() {
    int length = (int) readVarLong();
    int from = at;
    at += length;
    if (length > LONGEST_RECENT) {
      return new String(bytes, 0, from, length);
    }
    int hash = length;
    for (int i = from; i < at; i++) {
      hash = 31 * hash + bytes[i];
    }
    int slot = (hash ^ (hash >>> 15)) & (RECENT - 1);
    String known = recent[slot];
    if (known != null && recentHash[slot] == hash && isAt(known, from, length)) {
      return known;
    }
    String text = new String(bytes, 0, from, length);
    recent[slot] = text;
    recentHash[slot] = hash;
    return text;
  }

  private boolean isAt(String text, int from, int length) {
    if (text.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (text.charAt(i) != bytes[from + i]) {
        return false;
      }
    }
    return true;
  }

  private String utf16() {
    char[] text = new char[(int) readVarLong()];
    for (int i = 0; i < text.length; i++) {
      text[i] = (char) ((bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff));
      at += 2;
    }
    return new String(text);
  }

  private long readVarLong() {
    long value = 0;
    int shift = 0;
    byte next = bytes[at++];
    while (next < 0) {
      value |= (next & 0x7fL) << shift;
      shift += 7;
      next = bytes[at++];
    }
    return value | (long) next << shift;
  }

  private long readLong() {
    long value = Bytes.getLong(bytes, at);
    at += Long.BYTES;
    return value;
  }
}
