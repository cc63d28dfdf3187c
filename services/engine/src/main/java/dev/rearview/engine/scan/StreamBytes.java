package dev.rearview.engine.scan;

import java.io.IOException;
import java.io.InputStream;

/** A compressed file, as it streams through. */
final class StreamBytes implements PieceBytes {
  private final InputStream in;
  private long position;

  StreamBytes(InputStream in) {
    this.in = in;
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
  public void close() throws IOException {
    in.close();
  }
}
