package dev.rearview.integrity.export;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * A stream's lines, one after the other, each where it lies in a buffer that is used again. Of a
 * line that is too long only the beginning is kept.
 */
final class Lines {
  private static final int BUFFER_BYTES = 1 << 20;

  private final InputStream in;
  private final int longest;
  private byte[] buffer = new byte[BUFFER_BYTES];
  private int filled;
  private int from;
  private int to;
  private int next;
  private long number;
  private boolean atEnd;
  private boolean ended;
  private boolean tooLong;

  Lines(InputStream in, int longest) {
    this.in = in;
    this.longest = longest;
  }

  /** Goes to the next line; false: there is none. */
  boolean next() throws IOException {
    from = next;
    tooLong = false;
    int searched = from;
    while (true) {
      int end = LineBytes.lineEnd(buffer, searched, filled);
      if (end >= 0) {
        return found(end, true);
      }
      if (filled - from > longest) {
        return skipToEnd();
      }
      int seen = filled - from;
      if (atEnd || !fill()) {
        return filled > from && found(filled, false);
      }
      searched = from + seen;
    }
  }

  private boolean found(int end, boolean withLineEnd) {
    to = end;
    next = withLineEnd ? end + 1 : end;
    ended = withLineEnd;
    number++;
    return true;
  }

  private boolean skipToEnd() throws IOException {
    tooLong = true;
    int keep = from + longest;
    while (true) {
      filled = keep;
      if (!fill()) {
        return found(keep, false);
      }
      keep = from + longest;
      int end = LineBytes.lineEnd(buffer, keep, filled);
      if (end >= 0) {
        found(keep, true);
        next = end + 1;
        return true;
      }
    }
  }

  /** Reads more behind what is there; false at the end. */
  private boolean fill() throws IOException {
    if (from > 0) {
      System.arraycopy(buffer, from, buffer, 0, filled - from);
      filled -= from;
      from = 0;
    }
    if (filled == buffer.length) {
      buffer = Arrays.copyOf(buffer, 2 * buffer.length);
    }
    int read = in.read(buffer, filled, buffer.length - filled);
    if (read < 0) {
      atEnd = true;
      return false;
    }
    filled += read;
    return true;
  }

  byte[] bytes() {
    return buffer;
  }

  int from() {
    return from;
  }

  /** The place behind the line's last byte. */
  int to() {
    return to;
  }

  /** Counted from 1. */
  long number() {
    return number;
  }

  /** Whether a line end stands behind it. */
  boolean isEnded() {
    return ended;
  }

  boolean isTooLong() {
    return tooLong;
  }
}
