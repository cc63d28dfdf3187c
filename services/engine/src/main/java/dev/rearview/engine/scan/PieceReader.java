package dev.rearview.engine.scan;

import dev.rearview.engine.format.TimeContext;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Reads the records of one piece, from an offset on. */
final class PieceReader implements AutoCloseable {
  private final PieceSource source;
  private final ReadSettings settings;
  private final ScanCounters counters;
  private final PieceCounts counts = new PieceCounts();
  private final SeekableByteChannel channel;
  private final InputStream in;
  private final LineReader lines;
  private final LineAssembler assembler;
  private final RecordAssembler records;
  private long readTo;
  private boolean ended;

  private PieceReader(
      PieceSource source,
      ReadSettings settings,
      ScanCounters counters,
      SeekableByteChannel channel,
      InputStream in,
      long offset) {
    this.source = source;
    this.settings = settings;
    this.counters = counters;
    this.channel = channel;
    this.in = in;
    this.readTo = offset;
    this.lines = new LineReader(in, settings.limits().maxLineBytes(), offset);
    this.assembler = new LineAssembler(source.head().envelope(), settings.limits().maxLineBytes());
    this.records = new RecordAssembler(source, settings, counts);
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
    TimeContext times =
        new TimeContext(stream.root().zone(), stream.root().year(), settings.clock());
    PieceHead head = PieceHead.read(stream.root(), piece, settings.formats(), times, !growing);
    if (head == null) {
      return null;
    }
    SeekableByteChannel channel = SafeFiles.open(stream.root(), piece);
    try {
      if (!piece.gzip()) {
        channel.position(offset);
      }
      InputStream in = SafeFiles.stream(channel, piece.gzip());
      if (piece.gzip()) {
        in.skipNBytes(offset);
      }
      PieceSource source =
          new PieceSource(stream, stream.id(), piece, head, order, times, offset == 0);
      return new PieceReader(source, settings, counters, channel, in, offset);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  PieceSource source() {
    return source;
  }

  /** The next record of a piece at rest; null at its end. */
  @Nullable FileRecord next() {
    try {
      while (!ended && !settings.stopped().getAsBoolean()) {
        LineReader.Line line = isBomb() ? null : lines.next(true);
        ended = line == null;
        FileRecord record = line == null ? null : accept(line);
        if (record != null) {
          return record;
        }
      }
    } catch (EOFException | ZipException e) {
      unreadable("is cut or damaged after %,d bytes".formatted(readTo));
    } catch (IOException e) {
      unreadable(SafeFiles.reason(e));
    }
    return ended ? rest() : null;
  }

  private void unreadable(String reason) {
    counters.unreadable(new Unreadable(source.piece().path().toString(), reason));
    ended = true;
  }

  private boolean isBomb() {
    long most = settings.limits().maxInflatedBytes();
    if (!source.piece().gzip() || readTo < most) {
      return false;
    }
    counters.boundHit(
        "%s was read up to %,d bytes, the most that a compressed file may hold"
            .formatted(source.piece().path(), most));
    return true;
  }

  /** The next record of a piece that may grow; null where there is none that is surely whole. */
  @Nullable FileRecord poll() throws IOException {
    LineReader.Line line = lines.next(false);
    while (line != null) {
      FileRecord record = accept(line);
      if (record != null) {
        return record;
      }
      line = lines.next(false);
    }
    return null;
  }

  private @Nullable FileRecord accept(LineReader.Line line) {
    counts.bytes += line.endOffset() - readTo;
    readTo = line.endOffset();
    AssembledLine whole = assembler.accept(line);
    return whole == null ? null : records.accept(whole);
  }

  /** Records that are held back, one at a call; null where there are none. */
  @Nullable FileRecord rest() {
    AssembledLine rest = assembler.rest(readTo);
    while (rest != null) {
      FileRecord record = records.accept(rest);
      if (record != null) {
        return record;
      }
      rest = assembler.rest(readTo);
    }
    return records.end();
  }

  /** Gives out a record that waits for further lines, where no line is split. */
  @Nullable FileRecord settle() {
    return assembler.heldFrom(readTo) == readTo ? records.end() : null;
  }

  boolean isHolding() {
    return records.isHolding();
  }

  /** Where to go on after what was given out. */
  ScanPosition position() {
    return new ScanPosition(source.head().id(), records.heldFrom(assembler.heldFrom(readTo)));
  }

  /** Bytes in the file now. */
  long size() throws IOException {
    return channel.size();
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
      in.close();
      channel.close();
    } catch (IOException e) {
      counters.unreadable(new Unreadable(source.piece().path().toString(), SafeFiles.reason(e)));
    }
  }
}
