package dev.rearview.engine.scan;

import dev.rearview.engine.encoding.InflationException;
import dev.rearview.engine.encoding.InflationException.Reason;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Reads the records of one piece one after the other, from an offset on; they own their bytes. */
final class PieceReader implements AutoCloseable {
  /** Bytes after which it is asked anew whether to stop. */
  private static final long STOP_BYTES = 256 * 1024;

  private final PieceSource source;
  private final ScanCounters counters;
  private final PieceCounts counts = new PieceCounts();
  private final PieceBytes bytes;
  private final LineCursor lines;
  private final RecordAssembler records;
  private final Deque<FileRecord> ready = new ArrayDeque<>();
  private final OrderWatch order = new OrderWatch();
  private long readTo;
  private long askAt;
  private boolean ended;

  private PieceReader(PieceSource source, ScanCounters counters, PieceBytes bytes, long offset) {
    ScanLimits limits = source.settings().limits();
    ByteWindow window = new ByteWindow(bytes, offset);
    this.source = source;
    this.counters = counters;
    this.bytes = bytes;
    this.readTo = offset;
    this.records = new RecordAssembler(source, bytes, window, limits, counts, null, this::take);
    this.lines = new LineCursor(window, limits.maxLineBytes(), offset, records::detach);
  }

  private void take(FileRecord record) {
    counts.record(record);
    if (order.falls(record)) {
      source.settings().orders().fell(source.piece());
    }
    ready.add(record.retain());
  }

  /** Null where the piece has no line. */
  static @Nullable PieceReader open(
      LogStream stream,
      int order,
      long offset,
      boolean growing,
      ReadSettings settings,
      ScanCounters counters)
      throws IOException {
    Piece piece = stream.pieces().get(order);
    PieceHead head =
        PieceHead.read(
            stream.root(), piece, settings, PieceSource.times(stream, settings), growing);
    if (head == null) {
      return null;
    }
    PieceSource source = PieceSource.of(stream, order, head, settings, offset == 0);
    return new PieceReader(
        source, counters, SafeFiles.bytes(stream.root(), piece, settings.limits()), offset);
  }

  PieceSource source() {
    return source;
  }

  /** The next record of a piece at rest; null at its end, or where it is told to stop. */
  @Nullable FileRecord next() {
    askAt = readTo;
    try {
      while (ready.isEmpty() && !ended && !isStopped()) {
        if (!advance(true)) {
          ended = true;
          records.end(readTo);
        }
      }
    } catch (IOException e) {
      breakOff(e);
    }
    return ready.poll();
  }

  /** Asked for each record, and then as often as bytes went by. */
  private boolean isStopped() {
    if (readTo < askAt) {
      return false;
    }
    askAt = readTo + STOP_BYTES;
    return source.settings().stopped().getAsBoolean();
  }

  /** Ends with what was read until then, also of the line that it broke off in. */
  private void breakOff(IOException e) {
    String path = source.piece().path().toString();
    if (e instanceof InflationException inflation && inflation.reason() == Reason.BOUND) {
      counters.boundHit(path + " " + SafeFiles.reason(e));
    } else {
      counters.unreadable(new Unreadable(path, SafeFiles.reason(e)));
    }
    try {
      if (lines.rest()) {
        accept();
      }
    } catch (IOException again) {
      // it was told above
    }
    ended = true;
    records.end(readTo);
  }

  /** The next record of a piece that may grow; null where there is none that is surely whole. */
  @Nullable FileRecord poll() throws IOException {
    while (ready.isEmpty() && advance(false)) {
      // goes on until a record is whole
    }
    return ready.poll();
  }

  private boolean advance(boolean alsoUnterminated) throws IOException {
    if (!lines.next(alsoUnterminated)) {
      return false;
    }
    accept();
    return true;
  }

  private void accept() throws IOException {
    counts.bytes += lines.end() - readTo;
    readTo = lines.end();
    records.accept(lines);
    long held = records.windowFrom();
    lines.hold(bytes.isSeekable() ? held : Math.min(held, SegmentFormats.heldFrom(readTo)));
  }

  /** Records that are held back, one at a call; null where there are none. */
  @Nullable FileRecord rest() {
    if (ready.isEmpty()) {
      records.end(readTo);
    }
    return ready.poll();
  }

  /** Gives out a record that waits for further lines, where no line is split. */
  @Nullable FileRecord settle() {
    records.settle();
    return ready.poll();
  }

  boolean isHolding() {
    return records.isHolding();
  }

  /** Where to go on after what was given out. */
  ScanPosition position() {
    FileRecord waiting = ready.peek();
    long held = records.heldFrom(readTo);
    return new ScanPosition(
        source.head().id(), waiting == null ? held : Math.min(held, waiting.offset()));
  }

  /** Whether more may come where the piece has ended. */
  boolean mayGrow() {
    return bytes.mayGrow();
  }

  /** Bytes in the file now; of what streams, those that were read. */
  long size() throws IOException {
    return bytes instanceof FileBytes file ? file.size() : readTo;
  }

  long readTo() {
    return readTo;
  }

  void tell() {
    counters.read(counts);
  }

  @Override
  public void close() {
    tell();
    try {
      bytes.close();
    } catch (IOException e) {
      counters.unreadable(new Unreadable(source.piece().path().toString(), SafeFiles.reason(e)));
    }
  }
}
