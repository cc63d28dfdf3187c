package dev.rearview.engine.scan;

import dev.rearview.engine.format.Continuation;
import dev.rearview.engine.format.Envelope;
import dev.rearview.engine.format.LogFormat;
import dev.rearview.engine.pattern.Finder;
import dev.rearview.engine.pattern.LineCounter;
import dev.rearview.engine.pattern.Lines;
import dev.rearview.engine.pattern.Requirement;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Searches the bytes of a stretch for records that may be wanted, and puts only those together, and
 * the ones near them.
 *
 * <p>A record surely starts at {@code start}; up to {@code given} all were given. Around a hit,
 * lines are gone back over to an anchor, and from there records are put together until one starts
 * behind the hit.
 */
final class Hits {
  /** Context behind a hit is searched so far ahead at once. */
  private static final int AHEAD_BYTES = 2 * 1024;

  private final PieceSource source;
  private final PieceBytes bytes;
  private final ByteWindow window;
  private final LineCursor lines;
  private final RecordAssembler records;
  private final Anchors anchors;
  private final FieldReaders readers;
  private final Finder finder;
  private final LineCounter counter;
  private final RecordHits several;
  private final Search search;
  private final long from;
  private final long to;
  private final boolean bare;

  private RecordSink sink = (record, candidate, afterGap) -> true;
  private long start;
  private long given;
  private int head;
  private boolean tailGiven;

  /** Up to there it is known that no line has a hit. */
  private long searched;

  /** Where the last record that starts in the stretch has surely ended; the highest: not known. */
  private long limit = Long.MAX_VALUE;

  /** From where on the limit is looked for. */
  private long limitAfter;

  private boolean eof;
  private boolean paused;

  private @Nullable Requirement exact;
  private boolean isOfOneLine;
  private long counted;

  private boolean open;
  private boolean givesAll;
  private boolean gap;
  private boolean resumes;

  /** Offset of the furthest record that was put together. */
  private long reached = -1;

  private long hit;
  private int more;

  /** Up to this index, where a line starts, there is no hit behind the last. */
  private int clear;

  Hits(
      PieceSource source,
      PieceBytes bytes,
      ByteWindow window,
      LineCursor lines,
      RecordAssembler records,
      FieldReaders readers,
      long from,
      long to,
      Search search) {
    this.source = source;
    this.bytes = bytes;
    this.window = window;
    this.lines = lines;
    this.records = records;
    this.readers = readers;
    this.finder = Objects.requireNonNull(search.finder());
    this.counter =
        new LineCounter(finder, Anchors.BEGINNINGS, source.settings().limits().maxLineBytes());
    this.several = new RecordHits(window, records, finder, source.settings().limits());
    this.search = search;
    this.from = from;
    this.to = to;
    this.bare = source.head().envelope() == Envelope.NONE;
    this.anchors = new Anchors(window, records, bare, source.settings().limits().maxRecordLines());
    this.head = search.head();
    this.limitAfter = to - 1;
    if (!bytes.isSeekable()) {
      window.countLines();
    }
  }

  boolean isPaused() {
    return paused;
  }

  /** Whether records are being put together here. */
  boolean isOpen() {
    return open;
  }

  /** Begins with the first record that starts in the stretch; the cursor is at its first line. */
  void enter() throws IOException {
    hit = from - 1;
    long next = lines.end();
    if (records.heldFrom(Long.MAX_VALUE) < from) {
      open = true;
      next = takeUntilSettled();
      open = false;
    }
    moveStart(next);
    given = start;
  }

  private void moveStart(long offset) {
    start = offset;
    records.reset();
    lines.hold(Long.MAX_VALUE);
  }

  private void take() throws IOException {
    records.accept(lines);
    lines.hold(Math.min(records.windowFrom(), sampleFrom(lines.end())));
  }

  private long sampleFrom(long offset) {
    return bytes.isSeekable() ? Long.MAX_VALUE : SegmentFormats.heldFrom(offset);
  }

  /** Searches what the window holds, or reads on; whether there may be more. */
  boolean step(RecordSink into) throws IOException {
    sink = into;
    paused = false;
    if (resumes) {
      resumes = false;
      giveContext(start, hit, more, givesAll);
    } else if (head > 0) {
      int count = head;
      head = 0;
      feed(start, start - 1, count, true);
    }
    while (!paused && start < to) {
      if (isOfOneLine && bare) {
        countLines();
      }
      long end = Math.min(window.endOffset(), limit);
      int at = start >= end ? -1 : find(Math.max(start, searched), end);
      if (at < 0) {
        if (eof || end == limit) {
          return finish();
        }
        readOn();
        return true;
      }
      if (search.hasContext() || !giveLine(at)) {
        hitAt(window.offset(at));
      }
    }
    return paused || finish();
  }

  private int find(long offset, long end) {
    return finder.find(window.bytes(), window.index(offset), window.index(end));
  }

  /** Counts lines with a hit for as long as it is plain to see that they are records. */
  private void countLines() throws IOException {
    if (start == 0 || start >= Math.min(window.endOffset(), to)) {
      return;
    }
    long last = Math.min(Math.min(window.endOffset() - 1, limit), to);
    long end = Math.min(last, SegmentFormats.endOf(start));
    if (records.formatAt(start).isMultiLine()) {
      start = several.count(start, end);
      searched = several.searched();
      return;
    }
    counted += counter.count(window.bytes(), window.index(start), window.index(end));
    start = window.offset(counter.next());
  }

  /** Gives the line of a hit where it is plain to see that it is a record. */
  private boolean giveLine(int at) throws IOException {
    byte[] buffer = window.bytes();
    int first = Lines.start(buffer, at, window.index(start));
    int end = Lines.end(buffer, at, window.end());
    long offset = window.offset(first);
    if (!bare
        || offset == 0
        || end + 1 >= window.end()
        || Continuation.mayBeFrame(buffer[first])
        || Continuation.mayBeFrame(buffer[end + 1])) {
      return false;
    }
    LogFormat format = records.formatAt(offset);
    int text = Lines.textEnd(buffer, first, end, window.end());
    if (format.isMultiLine() || text - first > source.settings().limits().maxLineBytes()) {
      return false;
    }
    start = window.offset(end + 1);
    if (exact != null) {
      boolean met = isOfOneLine || exact.isMetBy(buffer, first, text);
      counted += met && offset >= from && offset < to ? 1 : 0;
    } else if (offset >= from && offset < to) {
      paused =
          !sink.accept(
              new FileRecord(source, readers, format, buffer, first, text, offset, start),
              true,
              true);
    }
    return true;
  }

  /** From now on records that are plain to see are counted, not given. */
  void count(Requirement requirement) {
    exact = requirement;
    isOfOneLine = requirement.isOfOneLine();
  }

  long counted() {
    return counted + several.counted();
  }

  private void hitAt(long offset) throws IOException {
    int line = Lines.start(window.bytes(), window.index(offset), window.index(start));
    long begin = anchorAt(window.offset(line));
    if (begin >= to) {
      findLimit();
      start = Math.min(begin, limit);
      return;
    }
    if (search.before() > 0) {
      begin = anchors.back(begin, search.before(), Math.max(given, window.base()));
    }
    giveContext(begin, offset, search.hasContext() ? 1 : 0, search.hasContext());
  }

  /**
   * Gives records from a sure start on: lines for as long as it is plain to see that they are
   * records, then as they are put together.
   */
  private void giveContext(long begin, long lastHit, int count, boolean all) throws IOException {
    if (!all || !bare || begin == 0 || records.formatAt(begin).isMultiLine()) {
      feed(begin, lastHit, count, all);
      return;
    }
    LogFormat format = records.formatAt(begin);
    byte[] buffer = window.bytes();
    int last = window.index(Math.min(window.endOffset(), SegmentFormats.endOf(begin))) - 1;
    int next = window.index(begin);
    int hitIndex = window.index(lastHit);
    int stop = (int) Math.min(window.end(), to - window.base());
    clear = next;
    more = count;
    gap = begin > given;
    boolean plain = !Anchors.BEGINNINGS.isOdd(buffer[next]);
    while (plain && !paused && next < stop && (next <= hitIndex || more > 0)) {
      int end = Lines.end(buffer, next, last);
      int text = Lines.textEnd(buffer, next, end, window.end());
      plain =
          end < last
              && !Anchors.BEGINNINGS.isOdd(buffer[end + 1])
              && text - next <= source.settings().limits().maxLineBytes();
      if (plain) {
        givePlain(format, buffer, next, text, end + 1, hitIndex, last);
        next = end + 1;
        given = window.offset(next);
      }
    }
    long offset = window.offset(next);
    if (plain) {
      reached = Math.max(reached, offset - 1);
      hit = lastHit;
      givesAll = true;
      resumes = paused && (next <= hitIndex || more > 0) && next < stop;
      moveStart(offset);
    } else {
      feed(offset, lastHit, more, true);
    }
  }

  private void givePlain(
      LogFormat format, byte[] buffer, int from, int text, int end, int hitIndex, int last)
      throws IOException {
    boolean candidate = from <= hitIndex ? end > hitIndex : isFoundIn(buffer, from, end, last);
    if (end > hitIndex) {
      more = candidate ? Math.max(more - 1, search.after()) : more - 1;
    }
    boolean afterGap = gap;
    gap = false;
    long offset = window.offset(from);
    paused =
        !sink.accept(
            new FileRecord(source, readers, format, buffer, from, text, offset, window.offset(end)),
            candidate,
            afterGap);
  }

  /** Whether there is a hit in a line; looks some lines ahead. */
  private boolean isFoundIn(byte[] buffer, int from, int end, int last) {
    if (end > clear) {
      int ahead = Math.min(last, end + AHEAD_BYTES);
      int lineEnd = ahead == last ? end : Lines.start(buffer, ahead, end);
      int at = finder.find(buffer, from, lineEnd);
      clear = at < 0 ? lineEnd : Lines.start(buffer, at, from);
      return at >= 0 && at < end;
    }
    return false;
  }

  /** The start of the line if it is an anchor, else of one before it, else of a sure record. */
  private long anchorAt(long line) throws IOException {
    return anchors.isAt(window.index(line)) ? line : anchors.back(line, 1, start);
  }

  /**
   * Puts records together from a sure start on, until one starts behind a hit and so many more were
   * given as are wanted.
   */
  private void feed(long begin, long lastHit, int count, boolean all) throws IOException {
    gap = begin > given;
    hit = lastHit;
    more = count;
    givesAll = all;
    records.reset();
    lines.moveTo(begin);
    lines.hold(Long.MAX_VALUE);
    open = true;
    long next = takeUntilSettled();
    open = false;
    resumes = paused && !eof && (next <= hit || more > 0) && next < to;
    moveStart(next);
    given = all ? next : given;
  }

  /** Where a record surely starts behind all that were given. */
  private long takeUntilSettled() throws IOException {
    long next;
    do {
      if (!lines.next(true)) {
        records.end(lines.end());
        eof = true;
        return lines.end();
      }
      take();
      next = records.isHolding() ? records.draftOffset() : lines.end();
    } while (!isSettled(next));
    return next;
  }

  private boolean isSettled(long next) {
    if (records.hasOpenParts() || next < window.base() || next <= reached) {
      return false;
    }
    return next >= to || (next > hit && more == 0) || (paused && givesAll);
  }

  /** Takes a record that was put together. */
  void take(FileRecord record) {
    reached = Math.max(reached, record.offset());
    boolean isHit = record.endOffset() > hit;
    if (record.offset() < from || record.offset() >= to || !(givesAll || isHit)) {
      return;
    }
    boolean candidate = isHit && (!givesAll || record.offset() <= hit || isFoundIn(record));
    if (isHit && givesAll) {
      more = candidate ? Math.max(more - 1, search.after()) : Math.max(0, more - 1);
    }
    boolean afterGap = gap;
    gap = false;
    if (!sink.accept(record, candidate, afterGap)) {
      paused = true;
    }
  }

  private boolean isFoundIn(FileRecord record) {
    return record.offset() < window.base()
        || record.endOffset() > window.endOffset()
        || find(record.offset(), record.endOffset()) >= 0;
  }

  /** Reads on where the window holds no hit; keeps the last record, which may go on. */
  private void readOn() throws IOException {
    findLimit();
    if (limit <= window.endOffset()) {
      return;
    }
    int open = Lines.start(window.bytes(), window.end(), window.index(start));
    long last = anchors.back(window.offset(open), 1, start);
    ScanLimits limits = source.settings().limits();
    if (window.endOffset() - last > 2L * limits.maxRecordBytes()
        && (window.offset(open) - last > limits.maxRecordBytes()
            || window.endOffset() - last > limits.maxLineBytes())) {
      feed(last, last, 0, search.hasContext());
      return;
    }
    long keep = last;
    if (search.hasContext()) {
      keep = anchors.back(last, search.tail(), Math.max(given, window.base()));
    }
    keep = Math.min(keep, sampleFrom(last));
    if (!bytes.isSeekable()) {
      records.formatAt(window.endOffset());
    }
    start = last;
    window.keepFrom(Math.min(keep, Math.max(limitAfter, window.base())));
    eof = !window.fill();
  }

  /** Where it is surely over: at the first anchor behind the stretch, as soon as it is there. */
  private void findLimit() throws IOException {
    if (limit < Long.MAX_VALUE || window.endOffset() <= to) {
      return;
    }
    int at = Lines.end(window.bytes(), Math.max(0, window.index(limitAfter)), window.end()) + 1;
    while (at < window.end()) {
      int end = Lines.end(window.bytes(), at, window.end());
      if (end == window.end()) {
        break;
      }
      long offset = window.offset(at);
      if (offset - to > source.settings().limits().maxRecordBytes() || anchors.isAt(at)) {
        limit = offset;
        return;
      }
      limitAfter = window.offset(end);
      at = end + 1;
    }
  }

  /** Gives the last records, where those of what follows may need them; whether it must wait. */
  private boolean finish() throws IOException {
    if (search.tail() > 0 && !tailGiven) {
      tailGiven = true;
      long end = start >= to ? start : Math.min(limit, window.endOffset());
      long lowest = Math.max(given, window.base());
      if (end > lowest) {
        feed(anchors.back(end, search.tail(), lowest), end - 1, 0, true);
      }
    }
    return resumes;
  }

  /** Gives what there is of a piece that cannot be read to its end. */
  void rest(RecordSink into) throws IOException {
    sink = into;
    if (open) {
      if (lines.rest()) {
        records.accept(lines);
      }
      records.end(lines.end());
      return;
    }
    long end = window.endOffset();
    if (start < end && find(start, end) >= 0) {
      open = true;
      hit = start;
      givesAll = search.hasContext();
      records.reset();
      lines.moveTo(start);
      while (restLine()) {
        records.accept(lines);
      }
      records.end(lines.end());
    }
  }

  private boolean restLine() throws IOException {
    try {
      return lines.next(true);
    } catch (IOException e) {
      return lines.rest();
    }
  }
}
