package dev.rearview.engine.scan;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Splits bytes into lines in constant memory. A line longer than the maximum is cut to it and
 * marked; broken UTF-8 becomes replacement characters.
 */
final class LineReader {
  /**
   * A line without its end.
   *
   * @param offset of its first byte
   * @param endOffset of the byte after its end
   * @param cut whether it was longer than the maximum
   * @param terminated whether a newline ends it; without, it may still grow
   */
  record Line(String text, long offset, long endOffset, boolean cut, boolean terminated) {}

  private static final int BUFFER = 64 * 1024;

  private final InputStream in;
  private final int maxLine;
  private byte[] buffer = new byte[BUFFER];
  private int start;
  private int end;
  private long offset;
  private boolean ended;

  /**
   * @param offset of the stream's first byte
   */
  LineReader(InputStream in, int maxLine, long offset) {
    this.in = in;
    this.maxLine = maxLine;
    this.offset = offset;
  }

  /** The next line; null at the end of what there is, where a later call may find more. */
  @Nullable Line next(boolean alsoUnterminated) throws IOException {
    int searched = start;
    while (true) {
      int newline = newline(searched);
      if (newline >= 0) {
        return take(newline, 1, true, false);
      }
      if (end - start > maxLine) {
        return cut();
      }
      searched = end - start;
      boolean more = fill();
      searched += start;
      if (!more) {
        return alsoUnterminated && end > start ? take(end, 0, false, false) : null;
      }
    }
  }

  private int newline(int from) {
    for (int i = from; i < end; i++) {
      if (buffer[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  /** Reads more; false where there is none now. */
  private boolean fill() throws IOException {
    if (start > 0) {
      System.arraycopy(buffer, start, buffer, 0, end - start);
      end -= start;
      start = 0;
    }
    if (end == buffer.length) {
      int larger = Math.min(buffer.length * 2, Math.addExact(maxLine, BUFFER));
      buffer = Arrays.copyOf(buffer, larger);
    }
    int read = in.read(buffer, end, buffer.length - end);
    ended = read < 0;
    end += Math.max(0, read);
    return read > 0;
  }

  private Line take(int lineEnd, int terminator, boolean terminated, boolean cut) {
    int length = lineEnd - start;
    if (length > 0 && buffer[lineEnd - 1] == '\r') {
      length--;
    }
    String text = new String(buffer, start, Math.min(length, maxLine), StandardCharsets.UTF_8);
    long from = offset;
    offset += lineEnd - start + terminator;
    start = lineEnd + terminator;
    if (start == end) {
      start = 0;
      end = 0;
      shrink();
    }
    return new Line(text, from, offset, cut || length > maxLine, terminated);
  }

  private void shrink() {
    if (buffer.length > 16 * BUFFER) {
      buffer = new byte[BUFFER];
    }
  }

  /** Keeps the beginning of a line that is too long and passes over the rest. */
  private Line cut() throws IOException {
    String text = new String(buffer, start, maxLine, StandardCharsets.UTF_8);
    long from = offset;
    while (true) {
      int newline = newline(start);
      if (newline >= 0) {
        offset += newline + 1 - start;
        start = newline + 1;
        return new Line(text, from, offset, true, true);
      }
      offset += end - start;
      start = 0;
      end = 0;
      if (!fill()) {
        return new Line(text, from, offset, true, !ended);
      }
    }
  }
}
