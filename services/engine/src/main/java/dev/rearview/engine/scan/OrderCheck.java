package dev.rearview.engine.scan;

import dev.rearview.engine.scan.PieceTimes.Span;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads the times of all records of a piece. For one thread. */
final class OrderCheck {
  /** Records after which whoever waits is given a turn. */
  private static final int PACE_RECORDS = 4_096;

  private final Runnable pace;
  private final long markOffset;
  private Span mark;
  private boolean marked;
  private long least;
  private long greatest;
  private long withoutTime;
  private boolean falls;
  private int sincePace;

  private OrderCheck(Span before, long markOffset, Runnable pace) {
    this.mark = before;
    this.markOffset = markOffset;
    this.pace = pace;
    this.least = before.least();
    this.greatest = before.greatest();
    this.withoutTime = before.withoutTime();
    this.falls = before.falls();
  }

  /**
   * Reads a piece.
   *
   * @param before what was known of it when it was shorter; null reads all of it
   * @param pace called now and then, to hold reading up
   * @return null where it could not be read to its end
   */
  static @Nullable PieceTimes read(
      LogStream stream,
      int order,
      PieceHead head,
      ReadSettings settings,
      @Nullable PieceTimes before,
      Runnable pace)
      throws IOException {
    Piece piece = stream.pieces().get(order);
    ScanCounters counters = new ScanCounters();
    long from = before == null ? 0 : before.readTo(piece, head);
    Span known = before == null || from == 0 ? Span.NONE : before.mark();
    try (PieceScan scan = PieceScan.open(stream, order, settings, counters)) {
      if (scan == null) {
        return null;
      }
      long markOffset =
          scan.isDivisible() ? piece.size() / PieceScan.GRID_BYTES * PieceScan.GRID_BYTES : 0;
      OrderCheck check = new OrderCheck(known, markOffset, pace);
      StretchReader reader = scan.read(from, Long.MAX_VALUE, Search.ALL);
      while (!reader.run(check::take)) {
        // goes on to the end
      }
      if (counters.hasBrokenOff() || settings.stopped().getAsBoolean()) {
        return null;
      }
      Span all = check.span();
      return new PieceTimes(
          head.id(),
          piece.size(),
          piece.lastModified(),
          all,
          check.marked ? check.mark : all,
          markOffset);
    }
  }

  private Span span() {
    return new Span(least, greatest, withoutTime, falls);
  }

  private boolean take(FileRecord record, boolean candidate, boolean afterGap) {
    if (!marked && record.offset() >= markOffset) {
      mark = span();
      marked = true;
    }
    if (record.hasTime()) {
      long nanos = record.tsNanos();
      falls |= least != Long.MAX_VALUE && nanos < greatest - FileOrders.DISORDER;
      least = Math.min(least, nanos);
      greatest = Math.max(greatest, nanos);
    } else {
      withoutTime++;
    }
    if (++sincePace == PACE_RECORDS) {
      sincePace = 0;
      pace.run();
    }
    return true;
  }
}
