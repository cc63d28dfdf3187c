package dev.rearview.engine.order;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Packs rows, batch after batch. For one thread. */
public final class RowPacker {
  private static final int MOST_ROWS = 1_024;
  private static final int MOST_BYTES = 1 << 16;

  private final String node;
  private final RowCodec codec = new RowCodec();
  private byte[] data = {};
  private int[] starts = {0};
  private long[] nanos = {};
  private long[] positions = {};
  private int[] stream = {};
  private final List<String> streams = new ArrayList<>();
  private int size;
  private int end;

  /**
   * @param node that the rows lie on; empty where that is for others to say
   */
  public RowPacker(String node) {
    this.node = node;
    codec.begin(data, 0);
  }

  /**
   * Begins a row, whose values follow.
   *
   * @param tsNanos epoch nanoseconds, {@link dev.rearview.engine.record.LogRecord#NO_TIME} where it
   *     has no time
   */
  public void begin(long tsNanos, String streamName, long position) {
    if (size == nanos.length) {
      int more = size == 0 ? 64 : 2 * size;
      starts = Arrays.copyOf(starts, more + 1);
      nanos = Arrays.copyOf(nanos, more);
      positions = Arrays.copyOf(positions, more);
      stream = Arrays.copyOf(stream, more);
    }
    starts[size] = end;
    nanos[size] = tsNanos;
    positions[size] = position;
    stream[size++] = number(streamName);
  }

  private int number(String name) {
    int last = streams.size() - 1;
    for (int i = last; i >= 0; i--) {
      if (streams.get(i).equals(name)) {
        return i;
      }
    }
    streams.add(name);
    return last + 1;
  }

  /** Adds a value to the row that was begun last. */
  public void value(@Nullable Object value) {
    codec.write(value);
    end = codec.at();
  }

  /** Adds a row of others. */
  public void add(PackedRows rows, int row) {
    begin(rows.nanos[row], rows.stream(row), rows.positions[row]);
    codec.copy(rows.data, rows.starts[row], rows.starts[row + 1] - rows.starts[row]);
    end = codec.at();
  }

  /** Whether what is there is worth a batch. */
  public boolean isFull() {
    return size >= MOST_ROWS || end >= MOST_BYTES;
  }

  public boolean isEmpty() {
    return size == 0;
  }

  /** Gives what is there, and begins anew. */
  public PackedRows take() {
    starts[size] = end;
    PackedRows rows =
        new PackedRows(node, size, codec.bytes(), starts, nanos, positions, stream, streams);
    data = new byte[Math.min(codec.bytes().length, 2 * MOST_BYTES)];
    starts = new int[starts.length];
    nanos = new long[nanos.length];
    positions = new long[positions.length];
    stream = new int[stream.length];
    streams.clear();
    size = 0;
    end = 0;
    codec.begin(data, 0);
    return rows;
  }
}
