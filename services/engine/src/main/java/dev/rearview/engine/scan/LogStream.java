package dev.rearview.engine.scan;

import java.util.List;

/**
 * What one container, or one file, wrote over its restarts and rotations.
 *
 * @param pieces oldest first
 */
public record LogStream(Origin origin, ScanRoot root, List<Piece> pieces) {
  public LogStream {
    pieces = List.copyOf(pieces);
  }

  /** The canonical text of its identity. */
  public String id() {
    return origin.stream();
  }

  /** The restart that is running or ran last. */
  public int latestRestart() {
    return pieces.isEmpty() ? 0 : pieces.getLast().restart();
  }

  public long size() {
    return pieces.stream().mapToLong(Piece::size).sum();
  }

  LogStream with(List<Piece> some) {
    return new LogStream(origin, root, some);
  }
}
