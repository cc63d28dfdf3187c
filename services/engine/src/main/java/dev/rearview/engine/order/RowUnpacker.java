package dev.rearview.engine.order;

import dev.rearview.engine.record.Values;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads packed rows. What is read equals what was packed. For one thread. */
public final class RowUnpacker {
  private final RowCodec codec = new RowCodec();

  /** A row's values. */
  public List<@Nullable Object> values(PackedRows rows, int row) {
    codec.begin(rows.data, rows.starts[row]);
    List<@Nullable Object> values = new ArrayList<>();
    while (codec.at() < rows.starts[row + 1]) {
      values.add(codec.read());
    }
    return values;
  }

  /**
   * A number that is the same for values that are the same key, as {@link Values#key} and {@link
   * Values#text} say it.
   *
   * @param columns places of the values, rising
   */
  public int hash(PackedRows rows, int row, int[] columns) {
    codec.begin(rows.data, rows.starts[row]);
    int hash = 0;
    int at = 0;
    for (int column : columns) {
      for (; at < column; at++) {
        codec.skip();
      }
      hash = 31 * hash + codec.keyHash();
      at++;
    }
    return hash;
  }
}
