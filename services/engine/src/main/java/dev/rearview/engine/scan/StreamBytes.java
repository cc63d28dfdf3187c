package dev.rearview.engine.scan;

import java.io.IOException;
import java.io.InputStream;

/** A file that is compressed or in another character set, as its text streams out of it. */
final class StreamBytes implements PieceBytes {
  private final InputStream in;
  private final boolean mayGrow;
  private long position;

  StreamBytes(InputStream in, boolean mayGrow) {
    this.in = in;
    this.mayGrow = mayGrow;
  }

  @Override
  public int read(long offset, byte[] into, int at, int length) throws IOException {
    if (offset < position) {
      throw new IllegalArgumentException(
          "offset %d lies before %d, where reading is".formatted(offset, position));
    }
    if (offset > position) {
      in.skipNBytes(offset - position);
      position = offset;
    }
    int read = in.read(into, at, Math.min(length, ByteWindow.CHUNK_BYTES));
    position += Math.max(0, read);
    return read;
  }

  @Override
  public boolean isSeekable() {
    return false;
  }

  @Override
  public boolean mayGrow() {
    return mayGrow;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
