package dev.rearview.engine.scan;

import dev.rearview.engine.pattern.Finder;

/** Memory for the bytes of one stretch after the other; used by one reader at a time. */
public final class ReadBuffer {
  private static final int KEPT_BYTES = 16 * 1024;

  private final byte[] bytes = new byte[ByteWindow.CHUNK_BYTES + KEPT_BYTES + Finder.PADDING];

  byte[] bytes() {
    return bytes;
  }
}
