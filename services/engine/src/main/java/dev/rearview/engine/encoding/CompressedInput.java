package dev.rearview.engine.encoding;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * The compressed bytes of a file: buffered, counted, and its own failures told from the codec's.
 */
final class CompressedInput extends InputStream {
  private static final int BUFFER = 64 * 1024;

  private final InputStream file;
  final byte[] buffer = new byte[BUFFER];
  int position;
  int limit;
  private long fetched;
  private boolean ended;
  private @Nullable IOException failure;

  CompressedInput(InputStream file) {
    this.file = file;
  }

  /** Fetches more once the buffer is used up; false at the file's end. */
  boolean fill() throws IOException {
    if (position < limit) {
      return true;
    }
    try {
      int read = file.read(buffer, 0, buffer.length);
      position = 0;
      limit = Math.max(0, read);
      fetched += limit;
      ended = read <= 0;
      return !ended;
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  /** Compressed bytes that were taken so far. */
  long consumed() {
    return fetched - (limit - position);
  }

  /** Whether more was asked for than there is. */
  boolean hasEnded() {
    return ended;
  }

  /** Why the file itself could not be read; null where it could. */
  @Nullable IOException failure() {
    return failure;
  }

  /** The next byte, where there must be one. */
  int next() throws IOException {
    int next = read();
    if (next < 0) {
      throw InflationException.cut();
    }
    return next;
  }

  /** The next four bytes, the lowest first. */
  int nextInt() throws IOException {
    return next() | next() << 8 | next() << 16 | next() << 24;
  }

  /** Fills a part of an array, where there must be so many bytes. */
  void next(byte[] into, int offset, int length) throws IOException {
    int done = 0;
    while (done < length) {
      int read = read(into, offset + done, length - done);
      if (read < 0) {
        throw InflationException.cut();
      }
      done += read;
    }
  }

  @Override
  public int read() throws IOException {
    return fill() ? buffer[position++] & 0xFF : -1;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, limit - position);
    System.arraycopy(buffer, position, into, offset, count);
    position += count;
    return count;
  }

  @Override
  public int available() {
    return limit - position;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
