package dev.rearview.timeql.node;

import dev.rearview.engine.scan.PieceScan;
import dev.rearview.engine.scan.StreamPieces;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** A stream's stretches in their order: those that are being read or wait to be taken from. */
final class RowFeed {
  private static final long STEP_BYTES = PieceScan.GRID_BYTES;

  private final StreamPieces pieces;
  private @Nullable PieceScan piece;
  private long next;
  private long size;
  private boolean isFirst = true;

  /** Guarded by the scan's lock. */
  final Deque<RowUnit> units = new ArrayDeque<>();

  /** Whether a thread is opening the next stretch. */
  boolean opening;

  /** Whether there is no further stretch. */
  boolean exhausted;

  RowFeed(StreamPieces pieces) {
    this.pieces = pieces;
  }

  /** The next stretch; null where there is none. By one thread at a time. */
  @Nullable RowUnit open() {
    PieceScan current = piece;
    if (current == null) {
      current = pieces.next();
      if (current == null) {
        return null;
      }
      piece = current;
      next = 0;
      size = Stretches.sizeOf(current);
    }
    boolean last = !current.isDivisible() || next + STEP_BYTES >= size;
    RowUnit unit =
        new RowUnit(current, next, last ? Long.MAX_VALUE : next + STEP_BYTES, isFirst, last);
    isFirst = false;
    next += STEP_BYTES;
    if (last) {
      piece = null;
    }
    return unit;
  }
}
