package dev.rearview.engine.scan;

import dev.rearview.engine.pattern.Finder;
import dev.rearview.engine.pattern.Lines;
import java.io.IOException;

/**
 * Counts records of several lines of which a line has a hit, without putting them together: from a
 * line on that begins a record whatever stands before it, an anchor, those and no others begin one,
 * as long as no limit cuts a record or a line. Only lines behind a hit are asked what they are.
 */
final class RecordHits {
  private final ByteWindow window;
  private final RecordAssembler records;
  private final Finder finder;
  private final ScanLimits limits;
  private long anchor = -1;
  private long searched;
  private long counted;

  /**
   * @param finder of lines, exactly
   */
  RecordHits(ByteWindow window, RecordAssembler records, Finder finder, ScanLimits limits) {
    this.window = window;
    this.records = records;
    this.finder = finder;
    this.limits = limits;
  }

  /** How many were counted so far. */
  long counted() {
    return counted;
  }

  /** Where a line starts up to which no further one has a hit. */
  long searched() {
    return searched;
  }

  /**
   * Counts as far as it is plain to see.
   *
   * @param start where a record surely starts
   * @param end of what is searched, behind the start
   * @return where the first record surely starts that may have been left out
   */
  long count(long start, long end) throws IOException {
    searched = start;
    if (start != anchor) {
      if (!isAnchor(window.index(start))) {
        return start;
      }
      anchor = start;
    }
    int last = window.index(end);
    int at = finder.find(window.bytes(), window.index(anchor), last);
    while (at >= 0) {
      int line = Lines.start(window.bytes(), at, window.index(anchor));
      int next = nextAnchor(line);
      if (next < 0 || !isPlain(line, next)) {
        return anchor;
      }
      counted++;
      anchor = window.offset(next);
      searched = anchor;
      at = next < last ? finder.find(window.bytes(), next, last) : -1;
    }
    searched =
        Math.max(anchor, window.offset(Lines.start(window.bytes(), last, window.index(anchor))));
    return anchor;
  }

  /** The anchor behind a line; below 0 where none is in the window. */
  private int nextAnchor(int line) throws IOException {
    int next = Lines.end(window.bytes(), line, window.end()) + 1;
    while (next < window.end()) {
      if (isAnchor(next)) {
        return next;
      }
      next = Lines.end(window.bytes(), next, window.end()) + 1;
    }
    return -1;
  }

  /** Whether a line ends in the window and is an anchor. */
  private boolean isAnchor(int line) throws IOException {
    byte[] bytes = window.bytes();
    int end = Lines.end(bytes, line, window.end());
    int text = Lines.textEnd(bytes, line, end, window.end());
    return end < window.end() && records.isAnchor(window.offset(line), bytes, line, text);
  }

  /** Whether a line with a hit is text, and no limit is reached by the record that it is of. */
  private boolean isPlain(int line, int next) throws IOException {
    byte[] bytes = window.bytes();
    int end = Lines.end(bytes, line, next);
    if (RecordAssembler.isBlank(bytes, line, end)) {
      return false;
    }
    int from = window.index(anchor);
    if (!isWithinLimits(from, next)) {
      from = line;
      while (from > window.index(anchor) && !isAnchor(from)) {
        from = Lines.start(bytes, from - 1, window.index(anchor));
      }
    }
    return isWithinLimits(from, next);
  }

  private boolean isWithinLimits(int from, int next) {
    return next - from <= Math.min(limits.maxLineBytes(), limits.maxRecordBytes())
        && (next - from <= limits.maxRecordLines()
            || Lines.count(window.bytes(), from, next) <= limits.maxRecordLines());
  }
}
