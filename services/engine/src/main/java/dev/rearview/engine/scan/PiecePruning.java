package dev.rearview.engine.scan;

import dev.rearview.engine.format.TimeContext;
import dev.rearview.engine.record.LogRecord;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Tells which pieces surely hold nothing of a range, by looking at a few places of each. Where
 * times do not rise from place to place, give or take five minutes, a piece is read whole.
 */
final class PiecePruning {
  /** How far times may be out of order. */
  private static final long DISORDER = Duration.ofMinutes(5).toNanos();

  private static final int PLACES = 8;
  private static final int LINES_PER_PLACE = 8;
  private static final int MAX_LINE = 64 * 1024;

  private final LogStream stream;
  private final ScanRange range;
  private final ReadSettings settings;

  PiecePruning(LogStream stream, ScanRange range, ReadSettings settings) {
    this.stream = stream;
    this.range = range;
    this.settings = settings;
  }

  boolean isOutside(int order) throws IOException {
    Piece piece = stream.pieces().get(order);
    if (range.equals(ScanRange.ALL) || piece.gzip()) {
      return false;
    }
    TimeContext times =
        new TimeContext(stream.root().zone(), stream.root().year(), settings.clock());
    PieceHead head = PieceHead.read(stream.root(), piece, times, true);
    if (head == null) {
      return false;
    }
    PieceSource source = new PieceSource(stream, stream.id(), piece, head, order, times, false);
    try (SeekableByteChannel channel = SafeFiles.open(stream.root(), piece)) {
      return isOutside(source, channel);
    }
  }

  private boolean isOutside(PieceSource source, SeekableByteChannel channel) throws IOException {
    long size = channel.size();
    long first = LogRecord.NO_TIME;
    long last = LogRecord.NO_TIME;
    for (int place = 0; place <= PLACES; place++) {
      long offset = place == PLACES ? Math.max(0, size - MAX_LINE / 4) : size / PLACES * place;
      Probe probe = probe(source, channel, offset);
      if (probe == null || (last != LogRecord.NO_TIME && probe.first < last - DISORDER)) {
        return false;
      }
      first = first == LogRecord.NO_TIME ? probe.first : first;
      last = Math.max(last, probe.last);
    }
    return first - DISORDER > range.toNanos()
        || (range.fromNanos() != LogRecord.NO_TIME && last + DISORDER < range.fromNanos());
  }

  private record Probe(long first, long last) {}

  /** The times of some records from an offset on, the last place up to the end; null where none. */
  private @Nullable Probe probe(PieceSource source, SeekableByteChannel channel, long offset)
      throws IOException {
    channel.position(offset);
    LineReader lines = new LineReader(Channels.newInputStream(channel), MAX_LINE, offset);
    if (offset > 0) {
      lines.next(true);
    }
    boolean toEnd = offset + MAX_LINE / 4 >= channel.size();
    RecordAssembler records = new RecordAssembler(source, settings.limits(), new PieceCounts());
    LineAssembler assembler = new LineAssembler(source.head().envelope(), MAX_LINE);
    long first = LogRecord.NO_TIME;
    long last = LogRecord.NO_TIME;
    for (int i = 0; toEnd || i < LINES_PER_PLACE; i++) {
      LineReader.Line line = lines.next(true);
      AssembledLine whole = line == null ? null : assembler.accept(line);
      FileRecord record =
          line == null ? records.end() : whole == null ? null : records.accept(whole);
      if (record != null && record.hasTime()) {
        first = first == LogRecord.NO_TIME ? record.tsNanos() : first;
        last = Math.max(last, record.tsNanos());
      }
      if (line == null) {
        break;
      }
    }
    return first == LogRecord.NO_TIME ? null : new Probe(first, last);
  }
}
