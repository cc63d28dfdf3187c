package dev.rearview.timeql.node;

import dev.rearview.engine.scan.PieceScan;
import dev.rearview.engine.scan.StreamPieces;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** A stream's stretches in their order: those that are being read or wait to be taken from. */
final class RowFeed {
  /** Where every record is a row, a stretch is small. */
  private static final long LEAST_STEP = PieceScan.GRID_BYTES;

  private static final long LARGEST_STEP = 32 * PieceScan.GRID_BYTES;

  /** A file is divided into at least so many stretches, as far as the grid allows. */
  private static final int LEAST_STRETCHES = 16;

  private final StreamPieces pieces;
  private final boolean filters;
  private @Nullable PieceScan piece;
  private long next;
  private long step;
  private long size;
  private boolean isFirst = true;

  /** Guarded by the scan's lock. */
  final Deque<RowUnit> units = new ArrayDeque<>();

  /** Whether a thread is opening the next stretch. */
  boolean opening;

  /** Whether there is no further stretch. */
  boolean exhausted;

  /**
   * @param filters whether only some records are rows
   */
  RowFeed(StreamPieces pieces, boolean filters) {
    this.pieces = pieces;
    this.filters = filters;
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
      next = current.begin();
      size = Stretches.sizeOf(current);
      long wanted =
          (Math.min(size, current.end()) - next) / LEAST_STRETCHES / LEAST_STEP * LEAST_STEP;
      step = Math.clamp(wanted, LEAST_STEP, filters ? LARGEST_STEP : LEAST_STEP);
    }
    boolean last = !current.isDivisible() || next + step >= Math.min(size, current.end());
    RowUnit unit = new RowUnit(current, next, last ? current.end() : next + step, isFirst, last);
    isFirst = false;
    next += step;
    if (last) {
      piece = null;
    }
    return unit;
  }

  /** Whether something of the stream lies surely outside of the range, and is not read. */
  boolean hasLeftOut() {
    return pieces.hasLeftOut();
  }
}
