package dev.rearview.engine.scan;

import dev.rearview.engine.record.LogRecord;
import java.time.Instant;

/**
 * The times of all records of a piece, as they were when it was read.
 *
 * @param headId of the piece's beginning, by which one that was written anew is told apart
 * @param size of the piece then
 * @param lastModified of the piece then
 * @param all of all records
 * @param mark of those before an offset, from which reading goes on where the piece has grown
 * @param markOffset a multiple of {@link PieceScan#GRID_BYTES}
 */
record PieceTimes(
    String headId, long size, Instant lastModified, Span all, Span mark, long markOffset) {

  /**
   * The times of records that follow on each other.
   *
   * @param least epoch nanoseconds; {@link Long#MAX_VALUE} where none has a time
   * @param greatest {@link LogRecord#NO_TIME} where none has a time
   * @param withoutTime records that have none
   * @param falls whether one lies further than {@link FileOrders#DISORDER} before an earlier one
   */
  record Span(long least, long greatest, long withoutTime, boolean falls) {
    static final Span NONE = new Span(Long.MAX_VALUE, LogRecord.NO_TIME, 0, false);

    boolean isOutside(ScanRange range) {
      return greatest == LogRecord.NO_TIME
          || greatest < range.fromNanos()
          || least > range.toNanos();
    }
  }

  /** Whether they are those of a piece as it is now. */
  boolean areOf(Piece piece, PieceHead head) {
    return headId.equals(head.id())
        && size == piece.size()
        && lastModified.equals(piece.lastModified());
  }

  /** How far a piece, as it is now, needs not be read again: it was only appended to. */
  long readTo(Piece piece, PieceHead head) {
    return headId.equals(head.id()) && piece.size() > size ? markOffset : 0;
  }
}
