package dev.rearview.engine.encoding;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * A codec of a library that loses what it has already inflated when it meets damage within a call:
 * asked for small pieces, so that at most a piece is lost; opened when first read, since opening
 * reads.
 */
final class ChunkedCodec extends InputStream {
  /** Opens the library's stream. */
  interface Opening {
    InputStream open() throws IOException;
  }

  private final Opening opening;
  private final int chunk;
  private @Nullable InputStream codec;
  private @Nullable IOException failure;

  ChunkedCodec(Opening opening, int chunk) {
    this.opening = opening;
    this.chunk = chunk;
  }

  @Override
  public int read() {
    throw new UnsupportedOperationException("is read in chunks");
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (failure != null) {
      throw failure;
    }
    InputStream open = codec;
    if (open == null) {
      open = opening.open();
      codec = open;
    }
    int done = 0;
    try {
      while (done < length) {
        int read = open.read(into, offset + done, Math.min(length - done, chunk));
        if (read < 0) {
          return done == 0 ? -1 : done;
        }
        done += read;
      }
    } catch (IOException | RuntimeException e) {
      failure = e instanceof IOException io ? io : new IOException(e);
      if (done == 0) {
        throw failure;
      }
    }
    return done;
  }

  @Override
  public void close() throws IOException {
    if (codec != null) {
      codec.close();
    }
  }
}
