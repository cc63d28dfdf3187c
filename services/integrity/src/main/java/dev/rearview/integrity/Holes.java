package dev.rearview.integrity;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Ranges of sequence numbers that a reader went past and that may still come. Bounded: the lowest
 * range is given up where there are too many.
 */
final class Holes {
  private final int limit;
  private final TreeMap<Long, Hole> byFirst = new TreeMap<>();

  Holes(int limit) {
    this.limit = limit;
  }

  /** Missing numbers, both ends inclusive; {@code jump} is the place where they were skipped. */
  record Hole(long first, long last, Jump jump) {}

  /** Where numbers were skipped, and whether some of them came later. */
  static final class Jump {
    private final long from;
    private boolean cameLater;

    Jump(long from) {
      this.from = from;
    }

    /** The first number that was skipped. */
    long from() {
      return from;
    }
  }

  /** Remembers a range; answers one that had to be given up for it, else null. */
  @Nullable Hole add(long first, long last) {
    put(first, last, new Jump(first));
    return byFirst.size() <= limit ? null : pollLowest();
  }

  /** Whether the number is in a hole; if so it is taken out of it. */
  @Nullable Jump fill(long seq) {
    Map.Entry<Long, Hole> entry = byFirst.floorEntry(seq);
    if (entry == null || entry.getValue().last() < seq) {
      return null;
    }
    Hole hole = entry.getValue();
    byFirst.remove(hole.first());
    put(hole.first(), seq - 1, hole.jump());
    put(seq + 1, hole.last(), hole.jump());
    return hole.jump();
  }

  /** True exactly once for each jump. */
  boolean firstToComeLater(Jump jump) {
    boolean first = !jump.cameLater;
    jump.cameLater = true;
    return first;
  }

  /** Takes out the lowest range; null where there is none. */
  @Nullable Hole pollLowest() {
    Map.Entry<Long, Hole> lowest = byFirst.pollFirstEntry();
    return lowest == null ? null : lowest.getValue();
  }

  private void put(long first, long last, Jump jump) {
    if (first <= last) {
      byFirst.put(first, new Hole(first, last, jump));
    }
  }
}
