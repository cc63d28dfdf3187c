package dev.rearview.engine.scan;

import dev.rearview.engine.format.EventTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lines that the runtime has split, while they are put together, one for each output. A part that
 * nothing of its output follows within {@link #REACH_BYTES} stays without its end; so what a line
 * belongs to can be told from the lines near it.
 */
final class Parts {
  /** How far apart two parts of a line may lie. */
  static final int REACH_BYTES = 256 * 1024;

  /** One line that goes on. */
  static final class Part {
    final String output;
    final long offset;
    final long number;
    final @Nullable EventTime runtime;
    final GrowingBytes text = new GrowingBytes();
    long lastOffset;
    boolean cut;

    Part(String output, long offset, long number, @Nullable EventTime runtime) {
      this.output = output;
      this.offset = offset;
      this.number = number;
      this.runtime = runtime;
    }

    void append(byte[] bytes, int from, int to, int maxLine) {
      int room = maxLine - text.length();
      text.append(bytes, from, from + Math.min(room, to - from));
      cut |= to - from > room;
    }
  }

  private final List<Part> open = new ArrayList<>(2);

  boolean isEmpty() {
    return open.isEmpty();
  }

  void add(Part part) {
    open.add(part);
  }

  void clear() {
    open.clear();
  }

  /** The part that a line of an output goes on with. */
  @Nullable Part of(String output) {
    for (Part part : open) {
      if (part.output.equals(output)) {
        return part;
      }
    }
    return null;
  }

  void remove(Part part) {
    open.remove(part);
  }

  /** Takes away one that a line at an offset is too far from to go on with it; null for none. */
  @Nullable Part takeStale(long offset) {
    for (Part part : open) {
      if (offset - part.lastOffset > REACH_BYTES) {
        open.remove(part);
        return part;
      }
    }
    return null;
  }

  /** Takes away one, or null where there is none. */
  @Nullable Part takeAny() {
    return open.isEmpty() ? null : open.removeFirst();
  }

  /** The least offset of one, or the given offset. */
  long heldFrom(long offset) {
    long from = offset;
    for (Part part : open) {
      from = Math.min(from, part.offset);
    }
    return from;
  }
}
