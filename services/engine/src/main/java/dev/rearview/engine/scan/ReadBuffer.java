package dev.rearview.engine.scan;

import dev.rearview.engine.pattern.Finder;
import org.jspecify.annotations.Nullable;

/**
 * Memory for the bytes of one stretch after the other, and what was learned of how the records of
 * their piece are written; used by one reader at a time.
 */
public final class ReadBuffer {
  private static final int KEPT_BYTES = 16 * 1024;

  private byte[] bytes = new byte[0];

  private FieldReaders readers = new FieldReaders();
  private @Nullable PieceSource source;

  /** The readers of a piece's fields: those of the stretch before, where it is of the same. */
  FieldReaders readers(PieceSource of) {
    if (of != source) {
      source = of;
      readers = new FieldReaders();
    }
    return readers;
  }

  /** As many bytes, and some that are kept. */
  byte[] bytes(int chunk) {
    int length = chunk + KEPT_BYTES + Finder.PADDING;
    if (bytes.length < length) {
      bytes = new byte[length];
    }
    return bytes;
  }
}
