package dev.rearview.engine.scan;

import dev.rearview.engine.format.TimeContext;
import dev.rearview.engine.record.LogRecord;
import java.io.IOException;

/**
 * Tells which pieces hold nothing of a range: by all of its times where these are known or may be
 * read for it, else by a few places of each. Where times do not rise from place to place, give or
 * take five minutes, a piece is read whole. It counts what it leaves out, and what it assumed.
 */
final class PiecePruning {
  private static final long DISORDER = FileOrders.DISORDER;

  private static final int PLACES = 8;
  private static final int LINES_PER_PLACE = 8;
  private static final int MAX_LINE = 64 * 1024;

  /** A piece, or the end of one, of no more bytes is read whole. */
  private static final int SMALL = 128 * 1024;

  private final LogStream stream;
  private final ScanRange range;
  private final ReadSettings settings;
  private final ScanCounters counters;

  PiecePruning(LogStream stream, ScanRange range, ReadSettings settings, ScanCounters counters) {
    this.stream = stream;
    this.range = range;
    this.settings = settings;
    this.counters = counters;
  }

  boolean isOutside(int order) throws IOException {
    Piece piece = stream.pieces().get(order);
    if (range.equals(ScanRange.ALL)) {
      return false;
    }
    TimeContext times =
        new TimeContext(stream.root().zone(), stream.root().year(), settings.clock());
    PieceHead head = PieceHead.read(stream.root(), piece, settings, times, false);
    if (head == null) {
      return false;
    }
    PieceTimes known = settings.orders().known(piece, head);
    if (known != null) {
      return isOutside(known);
    }
    if (!settings.orders().maySeek(piece)) {
      return false;
    }
    try (PieceBytes bytes = SafeFiles.bytes(stream.root(), piece, settings.limits())) {
      boolean seemsOutside =
          bytes instanceof FileBytes file
              ? isOutside(PieceSource.of(stream, order, head, settings, false), file)
              : isOutside(order, head, times);
      boolean small = bytes instanceof FileBytes file && file.size() <= SMALL;
      return seemsOutside && (small ? leftOut() : isOutside(order, head, bytes.isSeekable()));
    }
  }

  /** One that seems to be outside: whether it is, as far as that is found out. */
  private boolean isOutside(int order, PieceHead head, boolean plain) throws IOException {
    FileOrders orders = settings.orders();
    if (orders.mayCheck(stream.pieces().get(order), head, plain, counters)) {
      PieceTimes read = orders.check(stream, order, head, settings);
      return read != null && isOutside(read);
    }
    orders.assumed(stream, order, head, settings);
    counters.fileSought();
    return leftOut();
  }

  private boolean isOutside(PieceTimes times) {
    if (times.all().isOutside(range)) {
      counters.untimedLeftOut(times.all().withoutTime());
      return leftOut();
    }
    return false;
  }

  private boolean leftOut() {
    counters.filesSkipped(1);
    return true;
  }

  /** The greatest time at the end of the last piece that has lines. */
  long newestNanos() throws IOException {
    TimeContext times =
        new TimeContext(stream.root().zone(), stream.root().year(), settings.clock());
    for (int order = stream.pieces().size() - 1; order >= 0; order--) {
      Piece piece = stream.pieces().get(order);
      PieceHead head = PieceHead.read(stream.root(), piece, settings, times, false);
      if (head != null) {
        try (PieceBytes bytes = SafeFiles.bytes(stream.root(), piece, settings.limits())) {
          SeenTimes seen = new SeenTimes();
          if (bytes instanceof FileBytes file) {
            PieceSource source = PieceSource.of(stream, order, head, settings, false);
            look(source, file, Math.max(0, file.size() - MAX_LINE), true, seen);
          }
          return seen.last;
        }
      }
    }
    return LogRecord.NO_TIME;
  }

  /**
   * A piece that streams is judged by when the runtime wrote its first line and that of the next
   * piece; without an envelope it is read.
   */
  private boolean isOutside(int order, PieceHead head, TimeContext times) throws IOException {
    if (head.first() == null) {
      return false;
    }
    if (head.first().nanos() - DISORDER > range.toNanos()) {
      return true;
    }
    if (range.fromNanos() == LogRecord.NO_TIME || order + 1 == stream.pieces().size()) {
      return false;
    }
    PieceHead next =
        PieceHead.read(stream.root(), stream.pieces().get(order + 1), settings, times, false);
    return next != null
        && next.first() != null
        && next.first().nanos() + DISORDER < range.fromNanos();
  }

  private boolean isOutside(PieceSource source, FileBytes bytes) throws IOException {
    long size = bytes.size();
    SeenTimes times = new SeenTimes();
    boolean toEnd = false;
    for (int place = 0; place < PLACES && !toEnd; place++) {
      long offset = size / PLACES * place;
      toEnd = size - offset <= SMALL;
      look(source, bytes, offset, toEnd, times);
    }
    if (!toEnd) {
      look(source, bytes, size - MAX_LINE, true, times);
    }
    return times.areOutside(range);
  }

  /** The times that were seen, in the order of their places. */
  private static final class SeenTimes {
    private long first = LogRecord.NO_TIME;
    private long last = LogRecord.NO_TIME;
    private boolean unsure;

    void add(LogRecord record) {
      if (record.hasTime()) {
        first = first == LogRecord.NO_TIME ? record.tsNanos() : first;
        unsure |= last != LogRecord.NO_TIME && record.tsNanos() < last - DISORDER;
        last = Math.max(last, record.tsNanos());
      }
    }

    boolean areOutside(ScanRange range) {
      if (unsure || first == LogRecord.NO_TIME) {
        return false;
      }
      return first - DISORDER > range.toNanos()
          || (range.fromNanos() != LogRecord.NO_TIME && last + DISORDER < range.fromNanos());
    }
  }

  /** Looks at some records from an offset on, or at all up to the end. */
  private void look(
      PieceSource source, FileBytes bytes, long offset, boolean toEnd, SeenTimes times)
      throws IOException {
    ByteWindow window = new ByteWindow(bytes, offset);
    RecordAssembler records =
        new RecordAssembler(
            source, bytes, window, settings.limits(), new PieceCounts(), null, times::add);
    LineCursor lines = new LineCursor(window, MAX_LINE, offset, records::detach);
    if (offset > 0) {
      lines.next(true);
    }
    for (int i = 0; (toEnd || i < LINES_PER_PLACE) && lines.next(true); i++) {
      records.accept(lines);
      lines.hold(records.windowFrom());
    }
    records.end(lines.end());
  }
}
