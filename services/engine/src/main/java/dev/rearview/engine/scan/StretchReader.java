package dev.rearview.engine.scan;

import dev.rearview.engine.encoding.InflationException;
import dev.rearview.engine.encoding.InflationException.Reason;
import dev.rearview.engine.format.Envelope;
import dev.rearview.engine.pattern.Finder;
import dev.rearview.engine.pattern.Lines;
import dev.rearview.engine.pattern.Requirement;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Gives out records that start in a stretch of a piece: each, or those whose bytes a finder says
 * may be wanted, with records near them. What is passed over is not looked at. For one thread at a
 * time.
 */
public final class StretchReader {
  /** How far back it is first looked for what a stretch's first lines belong to. */
  private static final int LOOK_BACK_BYTES = 512 * 1024;

  /** How far before, where an anchor is enough. */
  private static final int NEAR_BYTES = 16 * 1024;

  private static final long STOP_BYTES = 256 * 1024;

  private static final Finder EVERY_LINE = (buffer, from, to) -> from < to ? from : -1;

  private final PieceSource source;
  private final PieceBytes bytes;
  private final ScanCounters counters;
  private final PieceCounts counts = new PieceCounts();
  private final FieldReaders readers;
  private final ByteWindow window;
  private final RecordAssembler records;
  private final LineCursor lines;
  private final Search search;
  private final long from;
  private final long to;
  private final @Nullable Hits hits;
  private RecordSink sink = (record, candidate, afterGap) -> true;
  private boolean paused;
  private boolean entered;
  private boolean ended;
  private long askAt;
  private long counted;

  /**
   * @param from offset of a line of the grid, or 0
   * @param to offset of another; the highest for all there is
   */
  StretchReader(
      PieceSource source,
      PieceBytes bytes,
      long from,
      long to,
      Search search,
      @Nullable ReadBuffer buffer,
      ScanCounters counters) {
    ScanLimits limits = source.settings().limits();
    this.source = source;
    this.bytes = bytes;
    this.counters = counters;
    this.search = givesLines(source, bytes, search) ? search.with(EVERY_LINE) : search;
    this.from = from;
    this.to = to;
    this.window =
        buffer == null
            ? new ByteWindow(bytes, from)
            : new ByteWindow(
                bytes,
                from,
                buffer,
                bytes.isSeekable() ? source.piece().size() - from : Long.MAX_VALUE);
    this.readers = buffer == null ? new FieldReaders() : buffer.readers(source);
    this.records = new RecordAssembler(source, bytes, window, limits, counts, readers, this::give);
    this.lines = new LineCursor(window, limits.maxLineBytes(), from, records::detach);
    this.askAt = from;
    boolean searches = this.search.finder() != null && source.head().envelope() != Envelope.DOCKER;
    this.hits =
        searches
            ? new Hits(source, bytes, window, lines, records, readers, from, to, this.search)
            : null;
  }

  /** Whether all is wanted of a piece whose lines are mostly plain to see to be records. */
  private static boolean givesLines(PieceSource source, PieceBytes bytes, Search search) {
    return search.finder() == null
        && !search.hasContext()
        && bytes.isSeekable()
        && source.head().envelope() == Envelope.NONE
        && !source.head().format().isMultiLine();
  }

  /**
   * Gives records until the sink says no, or the stretch's end.
   *
   * @return whether the end was reached, or reading was told to stop
   */
  public boolean run(RecordSink into) {
    sink = into;
    paused = false;
    try {
      if (!entered) {
        entered = true;
        enter();
      }
      while (!ended && !paused) {
        if (isStopped()) {
          ended = true;
        } else if (hits == null) {
          step();
        } else {
          ended = !hits.step(into);
          paused = hits.isPaused();
        }
      }
    } catch (IOException e) {
      breakOff(e);
    }
    if (ended) {
      tell();
    }
    return ended;
  }

  /**
   * Counts the records that satisfy a requirement, without making records where lines are such.
   *
   * @param requirement that the reader's finder is a {@link PieceScan#countingFinder} for; any
   *     where every record is given
   * @param also takes the records that were made nevertheless, which are lent to it
   */
  public long count(Requirement requirement, Consumer<FileRecord> also) {
    if (hits != null) {
      hits.count(requirement);
    }
    while (!run(
        (record, candidate, afterGap) -> {
          counted += requirement.isMetBy(record.bytes(), record.from(), record.to()) ? 1 : 0;
          also.accept(record);
          return true;
        })) {
      // goes on to the end
    }
    return counted + (hits == null ? 0 : hits.counted());
  }

  /** Asked at first, and then as often as bytes went by. */
  private boolean isStopped() {
    if (window.endOffset() < askAt) {
      return false;
    }
    askAt = window.endOffset() + STOP_BYTES;
    return source.settings().stopped().getAsBoolean();
  }

  private void tell() {
    long end = Math.min(to, window.endOffset());
    counts.bytes = Math.max(0, end - from);
    counters.read(counts);
  }

  /** Ends with what was read until then, also of the line that it broke off in. */
  private void breakOff(IOException e) {
    String path = source.piece().path().toString();
    if (e instanceof InflationException inflation && inflation.reason() == Reason.BOUND) {
      counters.boundHit(path + " " + SafeFiles.reason(e));
    } else {
      counters.unreadable(new Unreadable(path, SafeFiles.reason(e)));
    }
    ended = true;
    try {
      if (hits != null) {
        hits.rest(sink);
        return;
      }
      if (lines.rest()) {
        records.accept(lines);
      }
      records.end(lines.end());
    } catch (IOException again) {
      // it was told above
    }
  }

  private void give(FileRecord record) {
    if (hits != null && hits.isOpen()) {
      hits.take(record);
    } else if (record.offset() >= from && record.offset() < to && !ended) {
      paused |= !sink.accept(record, true, false);
    } else if (record.offset() >= from && record.offset() < to) {
      sink.accept(record, true, false);
    }
  }

  /** Takes one line. */
  private void step() throws IOException {
    boolean past = lines.end() >= to && records.heldFrom(Long.MAX_VALUE) >= to;
    if (past) {
      ended = true;
    } else if (lines.next(true)) {
      accept();
    } else {
      ended = true;
      records.end(lines.end());
    }
  }

  private void accept() throws IOException {
    records.accept(lines);
    long held = records.windowFrom();
    lines.hold(bytes.isSeekable() ? held : Math.min(held, SegmentFormats.heldFrom(lines.end())));
  }

  /** Finds out what the stretch's first lines belong to. */
  private void enter() throws IOException {
    long first = from == 0 ? 0 : firstLine(from, to);
    if (first >= to) {
      ended = true;
      return;
    }
    if (from > 0 && !isAnchorAt(first) && !anchorBefore(first)) {
      lookBack(LOOK_BACK_BYTES);
      if (isUnsure(LOOK_BACK_BYTES)) {
        long all = source.settings().limits().maxRecordBytes() + 2L * Parts.REACH_BYTES;
        lookBack(Math.max(all, LOOK_BACK_BYTES));
      }
    }
    if (hits != null && !ended) {
      hits.enter();
    }
  }

  /**
   * The first line that starts at an offset or behind it, but before a limit; the window and the
   * cursor go there. Else the highest.
   */
  private long firstLine(long offset, long before) throws IOException {
    window.moveTo(offset - 1);
    while (window.endOffset() < before && window.fill()) {
      int newline = Lines.end(window.bytes(), 0, window.end());
      if (newline < window.end()) {
        long line = window.offset(newline) + 1;
        window.keepFrom(line);
        lines.moveTo(line);
        return line;
      }
      window.moveTo(window.endOffset());
    }
    return Long.MAX_VALUE;
  }

  /** Whether the line that the cursor comes to next is an anchor, and no line can be split. */
  private boolean isAnchorAt(long offset) throws IOException {
    if (source.head().envelope() != Envelope.NONE) {
      return false;
    }
    lines.hold(offset);
    boolean anchor =
        lines.next(true)
            && lines.isInWindow()
            && records.isAnchor(lines.offset(), lines.bytes(), lines.from(), lines.to());
    if (lines.isInWindow()) {
      lines.moveTo(offset);
    } else {
      window.moveTo(offset);
      lines.moveTo(offset);
    }
    lines.hold(Long.MAX_VALUE);
    return anchor;
  }

  /**
   * Puts records together from the last anchor on that lies near before the stretch's first line;
   * false where there is none, or a line there is split.
   */
  private boolean anchorBefore(long first) throws IOException {
    Envelope envelope = source.head().envelope();
    if (envelope == Envelope.DOCKER) {
      return false;
    }
    int reach = envelope == Envelope.NONE ? 0 : Parts.REACH_BYTES;
    window.moveTo(Math.max(0, first - NEAR_BYTES - reach));
    while (window.endOffset() < first) {
      if (!window.fill()) {
        return false;
      }
    }
    int lowest = window.base() == 0 ? 0 : Lines.end(window.bytes(), 0, window.index(first)) + 1;
    int line = window.index(first);
    boolean found = false;
    while (!found && line > lowest) {
      line = Lines.start(window.bytes(), line - 1, lowest);
      int end = Lines.end(window.bytes(), line, window.index(first));
      int text = Lines.textEnd(window.bytes(), line, end, window.index(first));
      found = records.isAnchor(window.offset(line), window.bytes(), line, text);
    }
    if (reach > 0) {
      found &= line >= reach || window.base() == 0;
      found = found && !hasSplitLine(Math.max(lowest, line - reach), window.index(first));
    }
    if (found) {
      records.reset();
      window.keepFrom(window.offset(line));
      lines.moveTo(window.offset(line));
      takeUpTo(window.offset(line), from);
    }
    return found;
  }

  /** Whether one of the window's lines goes on in another, by what the runtime says. */
  private boolean hasSplitLine(int from, int to) {
    Unwrapped inner = new Unwrapped();
    int line = from;
    while (line < to) {
      int end = Lines.end(window.bytes(), line, to);
      inner.open(source.head().envelope(), window.bytes(), line, end);
      if (inner.goesOn) {
        return true;
      }
      line = end + 1;
    }
    return false;
  }

  private void takeUpTo(long line, long before) throws IOException {
    long next = line;
    while (next < before && lines.next(true)) {
      accept();
      next = lines.end();
    }
  }

  /** Puts records together from some way before the stretch, up to its first line. */
  private void lookBack(long distance) throws IOException {
    records.reset();
    long start = Math.max(0, from - distance);
    long next = start == 0 ? 0 : firstLine(start, from);
    if (start == 0) {
      window.moveTo(0);
      lines.moveTo(0);
    } else if (next == Long.MAX_VALUE) {
      firstLine(from, to);
    }
    takeUpTo(next, from);
  }

  /** Whether the record that is open may have begun before what was looked at. */
  private boolean isUnsure(long distance) {
    return from > distance
        && (!records.isAnchored() || records.draftOffset() < from - distance + Parts.REACH_BYTES);
  }
}
