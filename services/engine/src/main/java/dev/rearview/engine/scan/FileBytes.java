package dev.rearview.engine.scan;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * A file that is text as it lies. It may be read by several threads at once, and by offset only.
 */
final class FileBytes implements PieceBytes {
  private final FileChannel channel;

  FileBytes(FileChannel channel) {
    this.channel = channel;
  }

  @Override
  public int read(long offset, byte[] into, int at, int length) throws IOException {
    return channel.read(
        ByteBuffer.wrap(into, at, Math.min(length, ByteWindow.CHUNK_BYTES)), offset);
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
    channel.close();
  }
}
