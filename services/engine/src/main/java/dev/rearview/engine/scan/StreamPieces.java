package dev.rearview.engine.scan;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The pieces of a stream that may hold something of a range, oldest first. One that cannot be read
 * is counted with its reason and passed over. For one thread at a time.
 */
public final class StreamPieces {
  private final LogStream stream;
  private final ReadSettings settings;
  private final ScanCounters counters;
  private final PiecePruning pruning;
  private final ScanRange range;
  private int next;

  public StreamPieces(
      LogStream stream, ScanRange range, ReadSettings settings, ScanCounters counters) {
    this.stream = stream;
    this.settings = settings;
    this.counters = counters;
    this.range = range;
    this.pruning = new PiecePruning(stream, range, settings);
  }

  /** Opens the next one; null where there is none any more. To be closed by whoever asked. */
  public @Nullable PieceScan next() {
    while (next < stream.pieces().size() && !settings.stopped().getAsBoolean()) {
      int order = next++;
      try {
        if (pruning.isOutside(order)) {
          counters.filesSkipped(1);
          continue;
        }
        PieceScan piece = PieceScan.open(stream, order, settings, counters);
        counters.fileRead();
        if (piece != null) {
          piece.narrow(range);
          return piece;
        }
      } catch (IOException | SecurityException e) {
        counters.unreadable(
            new Unreadable(stream.pieces().get(order).path().toString(), SafeFiles.reason(e)));
      }
    }
    return null;
  }
}
