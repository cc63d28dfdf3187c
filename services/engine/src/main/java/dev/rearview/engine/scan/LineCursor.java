package dev.rearview.engine.scan;

import dev.rearview.engine.encoding.FileEncoding;
import dev.rearview.engine.pattern.Lines;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Goes over the lines of a window, reading on where it ends. A line longer than the maximum is cut
 * to it and marked. What the cursor says of a line is valid until it goes on.
 */
final class LineCursor {
  private final ByteWindow window;
  private final int maxLine;
  private final Runnable beforeMove;
  private long next;
  private long held = Long.MAX_VALUE;
  private long number;

  private long offset;
  private long textEnd;
  private boolean cut;
  private byte @Nullable [] kept;
  private boolean skipping;

  /**
   * @param offset where the first line starts
   * @param beforeMove called before bytes are given up that {@link #hold} asked for
   */
  LineCursor(ByteWindow window, int maxLine, long offset, Runnable beforeMove) {
    this.window = window;
    this.maxLine = maxLine;
    this.next = offset;
    this.beforeMove = beforeMove;
  }

  /** Goes on with the line that starts at an offset, which lies in the window. */
  void moveTo(long start) {
    next = start;
    skipping = false;
    if (window.countsLines()) {
      number = window.newlinesBefore(start);
    }
  }

  /** Bytes from this offset on stay in the window; {@link Long#MAX_VALUE} for none. */
  void hold(long from) {
    held = from;
  }

  /**
   * Goes to the next line.
   *
   * @param alsoUnterminated whether the bytes behind the last newline are a line; else they are
   *     looked at again when more is there
   * @return false at the end of what there is
   */
  boolean next(boolean alsoUnterminated) throws IOException {
    if (skipping) {
      return skip(alsoUnterminated);
    }
    kept = null;
    long searched = next;
    while (true) {
      int newline = Lines.end(window.bytes(), window.index(searched), window.end());
      if (newline < window.end()) {
        take(newline, 1);
        return true;
      }
      if (window.endOffset() - next > maxLine) {
        beginSkipping();
        return skip(alsoUnterminated);
      }
      searched = window.endOffset();
      window.keepFrom(Math.min(held, next));
      if (!window.fill()) {
        if (alsoUnterminated && window.endOffset() > next) {
          take(window.end(), 0);
          return true;
        }
        return false;
      }
    }
  }

  /**
   * Goes to what there is of a line that cannot be read to its end; false where that is nothing.
   */
  boolean rest() {
    if (skipping || window.endOffset() == next) {
      return skipping;
    }
    take(window.end(), 0);
    return true;
  }

  private void take(int lineEnd, int terminator) {
    next += next == 0 ? FileEncoding.markLength(window.bytes(), window.index(0), lineEnd) : 0;
    int start = window.index(next);
    int length = lineEnd - start;
    if (length > 0 && window.bytes()[lineEnd - 1] == '\r') {
      length--;
    }
    cut = length > maxLine;
    offset = next;
    textEnd = next + Math.min(length, maxLine);
    next += lineEnd - start + terminator;
    number++;
  }

  /** Keeps the beginning of a line that is too long. */
  private void beginSkipping() {
    beforeMove.run();
    int start = window.index(next);
    kept = Arrays.copyOfRange(window.bytes(), start, start + maxLine);
    cut = true;
    offset = next;
    textEnd = next + maxLine;
    next = window.endOffset();
    window.moveTo(next);
    skipping = true;
    number++;
  }

  /** Passes over the rest of a line that is too long. */
  private boolean skip(boolean alsoUnterminated) throws IOException {
    while (true) {
      window.keepFrom(next);
      if (window.endOffset() == next && !window.fill()) {
        skipping = !alsoUnterminated;
        return alsoUnterminated;
      }
      int newline = Lines.end(window.bytes(), window.index(next), window.end());
      if (newline < window.end()) {
        next = window.offset(newline) + 1;
        skipping = false;
        return true;
      }
      next = window.endOffset();
    }
  }

  /** Where the line starts. */
  long offset() {
    return offset;
  }

  /** Behind the line's text. */
  long textEnd() {
    return textEnd;
  }

  /** Behind the line and what ends it; where the next line starts. */
  long end() {
    return next;
  }

  /** Counted from 1 where the cursor began. */
  long number() {
    return number;
  }

  boolean cut() {
    return cut;
  }

  /** Whether the text lies in the window; else {@link #bytes} are its own. */
  boolean isInWindow() {
    return kept == null;
  }

  byte[] bytes() {
    return kept == null ? window.bytes() : kept;
  }

  int from() {
    return kept == null ? window.index(offset) : 0;
  }

  int to() {
    return kept == null ? window.index(textEnd) : kept.length;
  }
}
