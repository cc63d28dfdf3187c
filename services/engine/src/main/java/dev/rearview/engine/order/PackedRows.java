package dev.rearview.engine.order;

import dev.rearview.engine.record.LogRecord;
import java.util.List;

/**
 * Rows of values as few bytes, as they travel from a thread to another: in any order, of one node.
 * Made by a {@link RowPacker}, read by a {@link RowUnpacker}, sorted by a {@link SpillingSort}.
 * Immutable.
 */
public final class PackedRows {
  final byte[] data;

  /** Where each row's values begin, and where the last one's end. */
  final int[] starts;

  final long[] nanos;
  final long[] positions;

  /** Numbers of the rows' streams. */
  final int[] stream;

  final List<String> streams;
  private final String node;
  private final int size;

  /** Takes over the arrays. */
  PackedRows(
      String node,
      int size,
      byte[] data,
      int[] starts,
      long[] nanos,
      long[] positions,
      int[] stream,
      List<String> streams) {
    this.node = node;
    this.size = size;
    this.data = data;
    this.starts = starts;
    this.nanos = nanos;
    this.positions = positions;
    this.stream = stream;
    this.streams = List.copyOf(streams);
  }

  /** How many there are. */
  public int size() {
    return size;
  }

  /** The node that they lie on; empty where they name none. */
  public String node() {
    return node;
  }

  /** Epoch nanoseconds of a row, {@link LogRecord#NO_TIME} where it has none. */
  public long tsNanos(int row) {
    return nanos[row];
  }

  /** Canonical text of a row's stream. */
  public String stream(int row) {
    return streams.get(stream[row]);
  }

  /** A row's place in its stream. */
  public long position(int row) {
    return positions[row];
  }

  /** The same rows as of a node. */
  public PackedRows of(String newNode) {
    return new PackedRows(newNode, size, data, starts, nanos, positions, stream, streams);
  }
}
