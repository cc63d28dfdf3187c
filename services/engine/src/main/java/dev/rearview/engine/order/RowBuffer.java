package dev.rearview.engine.order;

import dev.rearview.engine.record.LogRecord;
import java.util.Arrays;

/** Encoded rows in memory: filled, then put in order, then read. */
final class RowBuffer implements RowRun {
  /** Bytes that a row takes beside its values. */
  private static final int BESIDE = 2 * Long.BYTES + 3 * Integer.BYTES;

  private final Places places;
  private byte[] data = new byte[1 << 12];
  private int end;
  private long[] nanos = new long[64];
  private long[] positions = new long[64];
  private int[] place = new int[64];
  private int[] starts = new int[64];
  private int[] order = new int[0];
  private int size;
  private int next = -1;

  RowBuffer(Places places) {
    this.places = places;
  }

  /** Where the next row's values are to be written. */
  byte[] data() {
    return data;
  }

  int end() {
    return end;
  }

  /**
   * A row's values were written.
   *
   * @param written the array, which may have grown
   * @param to where the values end in it
   */
  void add(long orderNanos, int placeNumber, long position, byte[] written, int to) {
    data = written;
    room(1);
    nanos[size] = orderNanos;
    positions[size] = position;
    place[size] = placeNumber;
    starts[size++] = end;
    end = to;
  }

  /** Adds rows as they are packed. */
  void add(PackedRows rows) {
    int more = rows.size();
    int length = rows.starts[more];
    if (data.length - end < length) {
      data = Arrays.copyOf(data, Math.max(Math.addExact(end, length), data.length * 3 / 2));
    }
    room(more);
    System.arraycopy(rows.data, 0, data, end, length);
    System.arraycopy(rows.positions, 0, positions, size, more);
    int[] numbers = new int[rows.streams.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = places.number(rows.node(), rows.streams.get(i));
    }
    for (int i = 0; i < more; i++) {
      long time = rows.nanos[i];
      nanos[size + i] = time == LogRecord.NO_TIME ? Long.MAX_VALUE : time;
      place[size + i] = numbers[rows.stream[i]];
      starts[size + i] = end + rows.starts[i];
    }
    size += more;
    end += length;
  }

  private void room(int more) {
    if (size + more > nanos.length) {
      int length = Math.max(size + more, size + (size >> 1));
      nanos = Arrays.copyOf(nanos, length);
      positions = Arrays.copyOf(positions, length);
      place = Arrays.copyOf(place, length);
      starts = Arrays.copyOf(starts, length);
    }
  }

  int size() {
    return size;
  }

  /** Bytes that it takes, about. */
  long used() {
    return end + (long) size * BESIDE;
  }

  /** Bytes that its rows take in a file. */
  long spilled() {
    return end + (long) size * HEADER;
  }

  void clear() {
    size = 0;
    end = 0;
    next = -1;
  }

  /** Puts the rows in order; they are read from the first on. */
  void sort() {
    leaveAsItIs();
    IndexSort.sort(order, this::compare);
  }

  /** The rows are read in the order in which they were added. */
  void leaveAsItIs() {
    order = new int[size];
    for (int i = 0; i < size; i++) {
      order[i] = i;
    }
    next = -1;
  }

  private int compare(int a, int b) {
    int result = Long.compare(nanos[a], nanos[b]);
    result = result != 0 ? result : places.compare(place[a], place[b]);
    return result != 0 ? result : Long.compare(positions[a], positions[b]);
  }

  @Override
  public boolean advance() {
    return ++next < size;
  }

  private int row() {
    return order[next];
  }

  @Override
  public long orderNanos() {
    return nanos[row()];
  }

  @Override
  public int place() {
    return place[row()];
  }

  @Override
  public long position() {
    return positions[row()];
  }

  @Override
  public byte[] bytes() {
    return data;
  }

  @Override
  public int from() {
    return starts[row()];
  }

  @Override
  public int length() {
    int row = row();
    return (row + 1 == size ? end : starts[row + 1]) - starts[row];
  }
}
