package dev.rearview.engine.scan;

import dev.rearview.engine.pattern.Finder;
import dev.rearview.engine.pattern.Lines;
import java.io.IOException;
import java.util.Arrays;

/**
 * A stretch of a piece's bytes in memory, moved over it from front to back. It grows only as far as
 * what must be kept at once asks for.
 */
final class ByteWindow {
  /** Most bytes that are read at once. */
  static final int CHUNK_BYTES = 256 * 1024;

  /** Bytes that are read first, where maybe little is wanted. */
  private static final int FIRST_BYTES = 32 * 1024;

  private static final int PAGE_BYTES = 4 * 1024;

  /** A buffer that was needed for something long is given back from this size on. */
  private static final int LARGE_BYTES = 4 * 1024 * 1024;

  private final PieceBytes source;
  private byte[] bytes;
  private final int largestChunk;
  private int chunk;
  private long base;
  private int end;
  private long keep;
  private boolean countsLines;
  private long counted;
  private long newlines;

  /**
   * @param offset where it begins, empty
   */
  ByteWindow(PieceBytes source, long offset) {
    this(
        source,
        offset,
        new byte[FIRST_BYTES + 4 * 1024 + Finder.PADDING],
        FIRST_BYTES,
        CHUNK_BYTES);
  }

  /**
   * @param buffer that is used as long as it is large enough; at once whole chunks are read into it
   * @param expected how many bytes there are, as far as that is known
   */
  ByteWindow(PieceBytes source, long offset, ReadBuffer buffer, long expected) {
    this(
        source,
        offset,
        buffer,
        PAGE_BYTES + Math.clamp(expected, 0, CHUNK_BYTES - PAGE_BYTES) / PAGE_BYTES * PAGE_BYTES);
  }

  private ByteWindow(PieceBytes source, long offset, ReadBuffer buffer, int chunk) {
    this(source, offset, buffer.bytes(chunk), chunk, chunk);
  }

  private ByteWindow(PieceBytes source, long offset, byte[] bytes, int chunk, int largestChunk) {
    this.source = source;
    this.bytes = bytes;
    this.chunk = chunk;
    this.largestChunk = largestChunk;
    this.base = offset;
    this.keep = offset;
  }

  /** Its bytes; another array after {@link #fill}. At least the finder's padding follows. */
  byte[] bytes() {
    return bytes;
  }

  /** Where in {@link #bytes} the byte of an offset lies. */
  int index(long offset) {
    return (int) (offset - base);
  }

  long offset(int index) {
    return base + index;
  }

  /** Index behind the last byte. */
  int end() {
    return end;
  }

  long endOffset() {
    return base + end;
  }

  /** The first offset that is held. */
  long base() {
    return base;
  }

  /** What lies before an offset is not needed any more. */
  void keepFrom(long offset) {
    keep = Math.max(base, Math.min(offset, base + end));
  }

  /** From now on the newlines are counted of what it gives up; from the piece's beginning on. */
  void countLines() {
    countsLines = true;
    counted = base;
  }

  boolean countsLines() {
    return countsLines;
  }

  /** Newlines before an offset that it holds, or ends at; where they are counted. */
  long newlinesBefore(long offset) {
    int from = index(counted);
    int to = index(offset);
    newlines += from <= to ? Lines.count(bytes, from, to) : -Lines.count(bytes, to, from);
    counted = offset;
    return newlines;
  }

  private void countBefore(long offset) {
    if (countsLines && counted < offset) {
      newlinesBefore(offset);
    }
  }

  /** Reads on behind its end; whether anything was there. */
  boolean fill() throws IOException {
    makeRoom();
    int room = bytes.length - Finder.PADDING - end;
    int read = source.read(base + end, bytes, end, Math.min(room, chunk));
    end += Math.max(0, read);
    chunk = Math.min(largestChunk, chunk * 2);
    return read > 0;
  }

  private void makeRoom() {
    int kept = (int) (base + end - keep);
    int needed = kept + chunk + Finder.PADDING;
    if (end + chunk + Finder.PADDING <= bytes.length) {
      return;
    }
    countBefore(keep);
    byte[] into = bytes;
    if (needed > bytes.length) {
      long wanted = Math.max(needed + 16 * 1024L, kept < LARGE_BYTES ? kept * 2L : kept * 5L / 4);
      into = new byte[(int) Math.min(Integer.MAX_VALUE - 8L, wanted)];
    } else if (bytes.length > LARGE_BYTES && needed < bytes.length / 8) {
      into = new byte[Math.max(needed, 2 * CHUNK_BYTES)];
    }
    System.arraycopy(bytes, end - kept, into, 0, kept);
    bytes = into;
    base = keep;
    end = kept;
  }

  /** Forgets everything and goes on elsewhere. */
  void moveTo(long offset) {
    countBefore(Math.min(offset, endOffset()));
    base = offset;
    keep = offset;
    end = 0;
    if (bytes.length > LARGE_BYTES) {
      bytes = Arrays.copyOf(bytes, 2 * CHUNK_BYTES);
    }
  }
}
