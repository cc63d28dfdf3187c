package dev.rearview.engine.scan;

import java.io.Closeable;
import java.io.IOException;

/** The text of a piece, uncompressed and in UTF-8, by its offset. */
interface PieceBytes extends Closeable {
  /**
   * Reads some bytes, as many as come at once.
   *
   * @param offset anywhere; of a piece that streams it must be where the last read ended, or later
   * @return how many; 0 or less where there are none there now
   */
  int read(long offset, byte[] into, int at, int length) throws IOException;

  /** Whether any offset can be read at any time. */
  boolean isSeekable();

  /** Whether more may come where it has ended; not where it is compressed. */
  boolean mayGrow();
}
