package dev.rearview.engine.order;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;

/** Rows in order in a stretch of a file. */
final class SpilledRun implements RowRun {
  static final int BUFFER = 1 << 16;

  private final FileChannel file;
  private final long endOfRun;
  private byte[] buffer = new byte[BUFFER];
  private long readUpTo;
  private int next;
  private int limit;
  private int from;
  private int length;

  /**
   * @param start where in the file its rows begin
   * @param end and end
   */
  SpilledRun(FileChannel file, long start, long end) {
    this.file = file;
    this.readUpTo = start;
    this.endOfRun = end;
  }

  @Override
  public boolean advance() {
    if (next == limit && readUpTo == endOfRun) {
      return false;
    }
    require(HEADER);
    length = Bytes.getInt(buffer, next + HEADER - Integer.BYTES);
    require(HEADER + length);
    from = next + HEADER;
    next = from + length;
    return true;
  }

  /** Sees to it that so many bytes from the next one on are in the buffer. */
  private void require(int bytes) {
    if (limit - next >= bytes) {
      return;
    }
    byte[] into = bytes > buffer.length ? new byte[bytes] : buffer;
    System.arraycopy(buffer, next, into, 0, limit - next);
    limit -= next;
    next = 0;
    buffer = into;
    try {
      while (limit < bytes) {
        int most = (int) Math.min(buffer.length - limit, endOfRun - readUpTo);
        int count = file.read(ByteBuffer.wrap(buffer, limit, most), readUpTo);
        if (count <= 0) {
          throw new EOFException("a spilled row is cut");
        }
        limit += count;
        readUpTo += count;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("spilled rows cannot be read back: " + e.getMessage(), e);
    }
  }

  private int header() {
    return from - HEADER;
  }

  @Override
  public long orderNanos() {
    return Bytes.getLong(buffer, header());
  }

  @Override
  public long position() {
    return Bytes.getLong(buffer, header() + Long.BYTES);
  }

  @Override
  public int place() {
    return Bytes.getInt(buffer, header() + 2 * Long.BYTES);
  }

  @Override
  public byte[] bytes() {
    return buffer;
  }

  @Override
  public int from() {
    return from;
  }

  @Override
  public int length() {
    return length;
  }

  /**
   * Writes a run's rows, from the next on, at a place of a file.
   *
   * @return where they end
   */
  static long write(RowRun run, FileChannel file, long start) throws IOException {
    byte[] out = new byte[BUFFER];
    int filled = 0;
    long at = start;
    while (run.advance()) {
      int size = HEADER + run.length();
      if (out.length - filled < size) {
        at = flush(out, filled, file, at);
        filled = 0;
        out = out.length < size ? Arrays.copyOf(out, size) : out;
      }
      Bytes.putLong(out, filled, run.orderNanos());
      Bytes.putLong(out, filled + Long.BYTES, run.position());
      Bytes.putInt(out, filled + 2 * Long.BYTES, run.place());
      Bytes.putInt(out, filled + HEADER - Integer.BYTES, run.length());
      System.arraycopy(run.bytes(), run.from(), out, filled + HEADER, run.length());
      filled += size;
    }
    return flush(out, filled, file, at);
  }

  private static long flush(byte[] out, int length, FileChannel file, long start)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(out, 0, length);
    long at = start;
    while (buffer.hasRemaining()) {
      at += file.write(buffer, at);
    }
    return at;
  }
}
