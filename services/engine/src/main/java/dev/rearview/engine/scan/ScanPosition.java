package dev.rearview.engine.scan;

/**
 * How far a stream has been read: everything before.
 *
 * @param piece identity of the piece
 * @param offset uncompressed byte offset in it
 */
public record ScanPosition(String piece, long offset) {
  public ScanPosition {
    if (offset < 0) {
      throw new IllegalArgumentException("offset %d is negative".formatted(offset));
    }
  }
}
