package dev.rearview.engine.scan;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/**
 * A file that is text as it lies. It may be read by several threads at once, and by offset only.
 */
final class FileBytes implements PieceBytes {
  private final FileChannel channel;
  private final @Nullable DirectReads direct;

  /**
   * @param direct another way to the same file, closed with this; null for none
   */
  FileBytes(FileChannel channel, @Nullable DirectReads direct) {
    this.channel = channel;
    this.direct = direct;
  }

  @Override
  public int read(long offset, byte[] into, int at, int length) throws IOException {
    int some = Math.min(length, ByteWindow.CHUNK_BYTES);
    int read = direct == null ? -1 : direct.read(offset, into, at, some);
    if (read >= 0) {
      return read;
    }
    int copied = channel.read(ByteBuffer.wrap(into, at, some), offset);
    DirectReads.copied(copied);
    return copied;
  }

  @Override
  public boolean isSeekable() {
    return true;
  }

  @Override
  public boolean mayGrow() {
    return true;
  }

  long size() throws IOException {
    return channel.size();
  }

  @Override
  public void close() throws IOException {
    try (FileChannel closed = channel) {
      if (direct != null) {
        direct.close();
      }
    }
  }
}
