package dev.rearview.engine.sequence;

import java.util.Arrays;

/** A key's last rows, as far as a row of another stream may stand on either side of them. */
final class TiedRows {
  private static final Arrived[] NONE = new Arrived[0];

  private Arrived[] rows = NONE;
  private int size;

  /** Forgets rows that stand before all that is to come from a time on. */
  void forgetBefore(long nanos) {
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (rows[i].nanos() >= nanos) {
        rows[kept++] = rows[i];
      }
    }
    truncate(kept);
  }

  /** Forgets rows up to an arrival. */
  void forgetUpTo(long arrival) {
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (rows[i].arrival() > arrival) {
        rows[kept++] = rows[i];
      }
    }
    truncate(kept);
  }

  private void truncate(int kept) {
    Arrays.fill(rows, kept, size, null);
    size = kept;
  }

  void add(Arrived row) {
    if (size == rows.length) {
      rows = Arrays.copyOf(rows, size == 0 ? 1 : 2 * size);
    }
    rows[size++] = row;
  }

  int size() {
    return size;
  }

  Arrived get(int index) {
    return rows[index];
  }

  boolean hasOtherStreamThan(Arrived row) {
    for (int i = 0; i < size; i++) {
      if (!Run.sameStream(rows[i].record(), row.record())) {
        return true;
      }
    }
    return false;
  }

  /** Whether a row may stand on either side of one that is to come at a time or later. */
  boolean reaches(long nanos) {
    for (int i = 0; i < size; i++) {
      if (rows[i].nanos() >= nanos) {
        return true;
      }
    }
    return false;
  }
}
