package dev.rearview.timeql.node;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * A row's values, which do not change. A record's raw text stays the bytes that it is in the file
 * until somebody asks for the text.
 */
public final class RowColumns extends AbstractList<@Nullable Object> implements RandomAccess {
  /** Stands for the record's raw text among the values. */
  static final Object RAW = new Object();

  private static final byte[] NOTHING = {};

  private final @Nullable Object[] values;
  private final byte[] raw;
  private final int from;
  private final int to;

  /**
   * @param values not to be changed any more; {@link #RAW} stands for the text
   * @param raw holds the text from {@code from} to {@code to}; not to be changed there any more
   */
  RowColumns(@Nullable Object[] values, byte[] raw, int from, int to) {
    this.values = values;
    this.raw = raw;
    this.from = from;
    this.to = to;
  }

  /** These values, unchanging. */
  static RowColumns of(Collection<? extends @Nullable Object> values) {
    return values instanceof RowColumns columns
        ? columns
        : new RowColumns(values.toArray(), NOTHING, 0, 0);
  }

  /** The row whose {@link #kept} values these are. */
  static RowColumns ofKept(Collection<? extends @Nullable Object> kept) {
    @Nullable Object[] values = kept.toArray();
    byte[] raw = NOTHING;
    for (int i = 0; i < values.length; i++) {
      if (values[i] instanceof byte[] bytes) {
        raw = bytes;
        values[i] = RAW;
      }
    }
    return new RowColumns(values, raw, 0, raw.length);
  }

  /** The values, the raw text as the bytes that it is in the file. */
  List<@Nullable Object> kept() {
    @Nullable Object[] kept = values.clone();
    for (int i = 0; i < kept.length; i++) {
      if (kept[i] == RAW) {
        kept[i] = Arrays.copyOfRange(raw, from, to);
      }
    }
    return Arrays.asList(kept);
  }

  @Override
  public @Nullable Object get(int place) {
    Object value = values[place];
    return value == RAW ? new String(raw, from, to - from, StandardCharsets.UTF_8) : value;
  }

  @Override
  public int size() {
    return values.length;
  }

  /** Bytes that the values take, about. */
  long bytes() {
    long bytes = to - from;
    for (Object value : values) {
      bytes += bytes(value);
    }
    return bytes;
  }

  private static long bytes(@Nullable Object value) {
    return switch (value) {
      case null -> 0;
      case String text -> 56 + text.length();
      case List<?> list -> list.stream().mapToLong(RowColumns::bytes).sum() + 40;
      default -> 40;
    };
  }

  /** Whether a value is a record's raw text, which {@link #writeRaw} writes as it is. */
  public boolean isRaw(int place) {
    return values[place] == RAW;
  }

  /** Writes the raw text, byte by byte as it stands in the file. */
  public void writeRaw(OutputStream out) throws IOException {
    out.write(raw, from, to - from);
  }
}
