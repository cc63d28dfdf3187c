package dev.rearview.engine.scan;

import dev.rearview.engine.pattern.Lines;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * Numbers of lines in a piece that is not read from its beginning: counted when they are asked for.
 * Safe for use by several threads.
 */
final class LineNumbers {
  private static final int STEP = ByteWindow.CHUNK_BYTES;
  private static final int FEW = 4 * 1024;

  private final PieceBytes bytes;
  private byte[] buffer = new byte[0];

  /** Newlines before each step, as far as they are counted. */
  private long[] counted = new long[64];

  private int known = 1;
  private long lastOffset;
  private long lastCount;

  LineNumbers(PieceBytes bytes) {
    this.bytes = bytes;
  }

  /** The number of the line that starts at an offset, from 1. */
  synchronized long at(long offset) {
    try {
      if (offset < lastOffset || offset - lastOffset > STEP) {
        goTo((int) (offset / STEP));
      }
      lastCount += count(lastOffset, offset);
      lastOffset = offset;
      return lastCount + 1;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void goTo(int step) throws IOException {
    while (known <= step) {
      if (known == counted.length) {
        counted = Arrays.copyOf(counted, known * 2);
      }
      long from = (long) (known - 1) * STEP;
      counted[known] = counted[known - 1] + count(from, from + STEP);
      known++;
    }
    lastOffset = (long) step * STEP;
    lastCount = counted[step];
  }

  private long count(long from, long to) throws IOException {
    if (buffer.length < Math.min(STEP, to - from)) {
      buffer = new byte[to - from < FEW ? FEW : STEP];
    }
    long count = 0;
    long at = from;
    while (at < to) {
      int read = bytes.read(at, buffer, 0, (int) Math.min(buffer.length, to - at));
      if (read <= 0) {
        break;
      }
      count += Lines.count(buffer, 0, read);
      at += read;
    }
    return count;
  }
}
