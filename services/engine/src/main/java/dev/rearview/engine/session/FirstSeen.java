package dev.rearview.engine.session;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Names with the time at which each was seen first; of more than {@link SessionLimits#MAX_NAMES}
 * those that came first are kept. In whatever order they are given, and however they are merged,
 * the same are kept.
 */
final class FirstSeen {
  /** Longest name that is read, in bytes of UTF-8. */
  private static final int MAX_BYTES = 1 << 20;

  private String[] names = new String[1];
  private long[] times = new long[1];
  private int size;
  private boolean cut;

  void see(String name, long nanos) {
    for (int i = 0; i < size; i++) {
      if (names[i].equals(name)) {
        times[i] = Math.min(times[i], nanos);
        return;
      }
    }
    if (size < SessionLimits.MAX_NAMES) {
      append(name, nanos);
      return;
    }
    cut = true;
    int latest = latest();
    if (nanos < times[latest] || (nanos == times[latest] && name.compareTo(names[latest]) < 0)) {
      names[latest] = name;
      times[latest] = nanos;
    }
  }

  private void append(String name, long nanos) {
    if (size == names.length) {
      names = Arrays.copyOf(names, 2 * size);
      times = Arrays.copyOf(times, 2 * size);
    }
    names[size] = name;
    times[size++] = nanos;
  }

  private int latest() {
    int latest = 0;
    for (int i = 1; i < size; i++) {
      boolean later =
          times[i] > times[latest]
              || (times[i] == times[latest] && names[i].compareTo(names[latest]) > 0);
      latest = later ? i : latest;
    }
    return latest;
  }

  /**
   * Takes in another's names.
   *
   * @param unnamed stands for the empty name
   */
  void absorb(FirstSeen other, String unnamed) {
    for (int i = 0; i < other.size; i++) {
      String name = other.names[i];
      see(name.isEmpty() ? unnamed : name, other.times[i]);
    }
    cut |= other.cut;
  }

  /** Whether some were left out. */
  boolean isCut() {
    return cut;
  }

  /** The names in the order of their times, equal times in the order of the names. */
  List<String> inOrder() {
    List<Integer> places = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      if (!names[i].isEmpty()) {
        places.add(i);
      }
    }
    places.sort(
        Comparator.comparingLong((Integer i) -> times[i]).thenComparing((Integer i) -> names[i]));
    return places.stream().map(i -> names[i]).toList();
  }

  void write(DataOutput out) throws IOException {
    out.writeBoolean(cut);
    out.writeByte(size);
    for (int i = 0; i < size; i++) {
      byte[] bytes = names[i].getBytes(StandardCharsets.UTF_8);
      out.writeInt(bytes.length);
      out.write(bytes);
      out.writeLong(times[i]);
    }
  }

  static FirstSeen read(DataInput in) throws IOException {
    FirstSeen read = new FirstSeen();
    boolean cut = in.readBoolean();
    int size = in.readUnsignedByte();
    for (int i = 0; i < size; i++) {
      int length = in.readInt();
      if (length < 0 || length > MAX_BYTES) {
        throw new IOException("a name of %d bytes".formatted(length));
      }
      byte[] bytes = new byte[length];
      in.readFully(bytes);
      read.see(new String(bytes, StandardCharsets.UTF_8), in.readLong());
    }
    read.cut = cut;
    return read;
  }
}
