package dev.rearview.engine.scan;

import java.io.Closeable;
import java.io.IOException;

/** The uncompressed bytes of a piece, by their offset. */
interface PieceBytes extends Closeable {
  /**
   * Reads some bytes, as many as come at once.
   *
   * @param offset anywhere; of a compressed piece it must be where the last read ended, or later
   * @return how many; 0 or less where there are none there now
   */
  int read(long offset, byte[] into, int at, int length) throws IOException;

  /** Whether any offset can be read at any time. */
  boolean isSeekable();
}
