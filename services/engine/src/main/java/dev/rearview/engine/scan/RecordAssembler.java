package dev.rearview.engine.scan;

import dev.rearview.engine.format.Continuation;
import dev.rearview.engine.format.Envelope;
import dev.rearview.engine.format.EventTime;
import dev.rearview.engine.format.LogFormat;
import dev.rearview.engine.format.ParsedLine;
import dev.rearview.engine.format.RawFormat;
import dev.rearview.engine.format.RecordStarts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Puts records together out of lines: a line that is of its segment's format, or of another, begins
 * a record; others belong to the record before, or are records of raw text.
 *
 * <p>What a line belongs to depends on the lines near it only, never on what an assembler has met
 * long before, so that a file can be read from any of its grid lines on and gives the same records:
 * a record reaches no further than its limits; one that begins with an <em>anchor</em>, a line that
 * begins a record whatever stands before it, may reach over a line of the grid, any other ends
 * there; a line that the runtime has split over a line of the grid is a record by itself.
 */
final class RecordAssembler {
  /** Distance of the grid's lines. */
  static final long GRID_BYTES = 1L << 20;

  private final PieceSource source;
  private final PieceBytes bytes;
  private final ByteWindow window;
  private final ScanLimits limits;
  private final PieceCounts counts;
  private final @Nullable FieldReaders readers;
  private final Consumer<FileRecord> out;
  private final Parts parts = new Parts();
  private final Unwrapped inner = new Unwrapped();
  private final RecordDraft draft;
  private final RecordStarts starts;
  private LogFormat format;
  private long segmentFrom = -1;
  private boolean split;
  private boolean anchored;
  private LogFormat begun = RawFormat.INSTANCE;
  private @Nullable ParsedLine begunParsed;

  /**
   * @param readers of the records that are lent out; null where they are retained at once
   * @param out takes the records, which are valid until a further line is taken
   */
  RecordAssembler(
      PieceSource source,
      PieceBytes bytes,
      ByteWindow window,
      ScanLimits limits,
      PieceCounts counts,
      @Nullable FieldReaders readers,
      Consumer<FileRecord> out) {
    this.source = source;
    this.bytes = bytes;
    this.window = window;
    this.limits = limits;
    this.counts = counts;
    this.readers = readers;
    this.out = out;
    this.draft = new RecordDraft(window);
    this.starts = new RecordStarts(source.settings().formats(), source.times());
    this.format = source.head().format();
  }

  /** Takes the line that a cursor is at; gives out what it ends. */
  void accept(LineCursor line) throws IOException {
    formatAt(line.offset());
    counts.linesCut += line.cut() ? 1 : 0;
    if (source.head().envelope() == Envelope.NONE) {
      inner.open(Envelope.NONE, line.bytes(), line.from(), line.to());
      whole(line);
      return;
    }
    for (Parts.Part stale = parts.takeStale(line.offset());
        stale != null;
        stale = parts.takeStale(line.offset())) {
      complete(stale, line.offset());
    }
    inner.open(source.head().envelope(), line.bytes(), line.from(), line.to());
    Parts.Part part = parts.of(inner.output);
    if (part == null && !inner.goesOn) {
      whole(line);
      return;
    }
    if (part == null) {
      part = new Parts.Part(inner.output, line.offset(), line.number(), runtime(line));
      parts.add(part);
    }
    part.append(inner.bytes, inner.from, inner.to, limits.maxLineBytes());
    part.cut |= line.cut();
    part.lastOffset = line.offset();
    if (!inner.goesOn) {
      parts.remove(part);
      complete(part, line.end());
    }
  }

  /** The format of an offset's segment. */
  LogFormat formatAt(long offset) throws IOException {
    long segment = offset / SegmentFormats.SEGMENT_BYTES;
    if (segment != segmentFrom) {
      segmentFrom = segment;
      format = source.formats().of(offset, bytes, window);
    }
    return format;
  }

  /**
   * Whether a line begins a record whatever stands before it, provided that it is not the end of
   * one that the runtime has split.
   *
   * @param offset of the line, which lies in the bytes from one index up to another
   */
  boolean isAnchor(long offset, byte[] line, int from, int to) throws IOException {
    formatAt(offset);
    inner.open(source.head().envelope(), line, from, to);
    if (inner.goesOn || isBlank(inner.bytes, inner.from, inner.to)) {
      return false;
    }
    if (format.isMultiLine()
        && !Continuation.isFrame(inner.bytes, inner.from, inner.to)
        && starts.begins(format, inner.bytes, inner.from, inner.to)) {
      return true;
    }
    if (!begins(inner.bytes, inner.from, inner.to, true) || !anchored) {
      return false;
    }
    if (begun != format) {
      starts.met(begun, inner.bytes[inner.from]);
    }
    return true;
  }

  private @Nullable EventTime runtime(LineCursor line) {
    return inner.inPlace && !inner.output.isEmpty()
        ? Unwrapped.timeOf(line.bytes(), line.from(), line.to())
        : inner.runtime;
  }

  /** A line that was not split. */
  private void whole(LineCursor line) {
    boolean blank = isBlank(inner.bytes, inner.from, inner.to);
    if (blank) {
      if (draft.isOpen()) {
        draft.addBlank(line.end());
      }
      return;
    }
    boolean joinable = isJoinable(inner.output, line.offset(), line.end());
    if (!begins(inner.bytes, inner.from, inner.to, joinable)) {
      join(line);
      return;
    }
    give();
    draft.begin(line.offset(), line.end(), line.number(), anchored, line.cut(), begun, begunParsed);
    if (inner.inPlace && line.isInWindow()) {
      draft.inWindow(inner.output, line.textEnd() - (inner.to - inner.from), line.textEnd());
    } else {
      GrowingBytes text = new GrowingBytes();
      text.append(inner.bytes, inner.from, inner.to);
      draft.owned(inner.output, text, runtime(line));
    }
    if (line.cut()) {
      draft.markCut();
    }
  }

  private void join(LineCursor line) {
    if (source.head().envelope() == Envelope.NONE && line.isInWindow() && !draft.isOwned()) {
      draft.joinInWindow(line.end(), line.textEnd());
    } else {
      draft.joinText(line.end(), inner.bytes, inner.from, inner.to);
    }
    if (line.cut()) {
      draft.markCut();
    }
  }

  /** A line that was put together, or whose end is missing. */
  private void complete(Parts.Part part, long end) {
    byte[] text = part.text.bytes();
    int length = part.text.length();
    counts.linesCut += part.cut ? 1 : 0;
    if (isBlank(text, 0, length)) {
      if (draft.isOpen()) {
        draft.addBlank(end);
      }
      return;
    }
    boolean alone = part.offset / GRID_BYTES != part.lastOffset / GRID_BYTES;
    boolean joinable = !alone && isJoinable(part.output, part.offset, end);
    if (!begins(text, 0, length, joinable)) {
      draft.joinText(end, text, 0, length);
      if (part.cut) {
        draft.markCut();
      }
      return;
    }
    give();
    draft.begin(
        part.offset, end, part.number, anchored && !alone, alone || part.cut, begun, begunParsed);
    draft.owned(part.output, part.text, part.runtime);
    if (part.cut) {
      draft.markCut();
    }
  }

  /** Whether a line of this place may go on with the record that is open. */
  private boolean isJoinable(String output, long lineOffset, long lineEnd) {
    if (!draft.isOpen() || !draft.output().equals(output)) {
      return false;
    }
    if (draft.linesWithBlanks() >= limits.maxRecordLines()
        || lineEnd - draft.offset() > limits.maxRecordBytes()) {
      split = true;
      return false;
    }
    return !draft.isClosed()
        && (draft.isAnchored() || draft.offset() / GRID_BYTES == lineOffset / GRID_BYTES);
  }

  /** Whether a line begins a record, and of which format; else it goes on with the one before. */
  private boolean begins(byte[] text, int from, int to, boolean joinable) {
    boolean wasSplit = split;
    split = false;
    boolean frame = Continuation.isFrame(text, from, to);
    if (frame && joinable) {
      return false;
    }
    begun = format;
    begunParsed = null;
    anchored = !frame;
    if (!format.isMultiLine()) {
      counts.recordsSplit += frame && wasSplit ? 1 : 0;
      return true;
    }
    String line = new String(text, from, to - from, StandardCharsets.UTF_8);
    if (isOf(format, text, from, to, line)) {
      return true;
    }
    LogFormat other = source.settings().formats().find(text, from, to, source.times());
    if (other != null && isOf(other, text, from, to, line)) {
      boolean hasTime = begunParsed != null && begunParsed.time() != null;
      if (hasTime || !joinable) {
        anchored &= hasTime;
        return true;
      }
    }
    if (joinable) {
      return false;
    }
    counts.recordsSplit += wasSplit ? 1 : 0;
    anchored = false;
    begun = RawFormat.INSTANCE;
    begunParsed = null;
    return true;
  }

  private boolean isOf(LogFormat tried, byte[] text, int from, int to, String line) {
    if (!tried.mayStart(text, from, to)) {
      return false;
    }
    begun = tried;
    if (tried.readsWholeRecord()) {
      begunParsed = null;
      return tried.starts(line, source.times());
    }
    begunParsed = tried.parse(line, source.times());
    return begunParsed != null;
  }

  /** Whether a line is white space, or nothing. */
  static boolean isBlank(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] > ' ' || bytes[i] < 0) {
        return false;
      }
      if (bytes[i] < ' ' && (bytes[i] < '\t' || bytes[i] > '\r')) {
        return false;
      }
    }
    return true;
  }

  private void give() {
    if (draft.isOpen()) {
      out.accept(draft.finish(source, readers));
    }
  }

  /** Ends what is open; the lines end at an offset. */
  void end(long offset) {
    for (Parts.Part part = parts.takeAny(); part != null; part = parts.takeAny()) {
      complete(part, offset);
    }
    give();
  }

  /** Ends the record that is open where no line is split; whether there was one. */
  boolean settle() {
    boolean gives = parts.isEmpty() && draft.isOpen();
    if (gives) {
      give();
    }
    return gives;
  }

  boolean isHolding() {
    return draft.isOpen();
  }

  /** Whether a line that the runtime has split lacks its end. */
  boolean hasOpenParts() {
    return !parts.isEmpty();
  }

  /** Offset of the first byte of what is not given out yet, or the given one. */
  long heldFrom(long offset) {
    long from = parts.heldFrom(offset);
    return draft.isOpen() ? Math.min(from, draft.offset()) : from;
  }

  /** Offset of the first byte that the window must hold; the highest where it may hold none. */
  long windowFrom() {
    return draft.heldFrom();
  }

  /** Forgets what is open. */
  void reset() {
    draft.reset();
    parts.clear();
  }

  /** Offset of the record that is open; the highest where there is none. */
  long draftOffset() {
    return draft.isOpen() ? draft.offset() : Long.MAX_VALUE;
  }

  /** Whether the record that is open begins with an anchor. */
  boolean isAnchored() {
    return draft.isOpen() && draft.isAnchored();
  }

  /** From now on the window may forget everything. */
  void detach() {
    draft.detach();
  }
}
