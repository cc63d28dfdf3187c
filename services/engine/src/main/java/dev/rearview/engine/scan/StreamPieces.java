package dev.rearview.engine.scan;

import dev.rearview.engine.record.LogRecord;
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
  private boolean leftOut;

  public StreamPieces(
      LogStream stream, ScanRange range, ReadSettings settings, ScanCounters counters) {
    this.stream = stream;
    this.settings = settings;
    this.counters = counters;
    this.range = range;
    this.pruning = new PiecePruning(stream, range, settings, counters);
  }

  /** Opens the next one; null where there is none any more. To be closed by whoever asked. */
  public @Nullable PieceScan next() {
    while (next < stream.pieces().size() && !settings.stopped().getAsBoolean()) {
      int order = next++;
      try {
        if (pruning.isOutside(order)) {
          leftOut = true;
          continue;
        }
        PieceScan piece = PieceScan.open(stream, order, settings, counters);
        counters.fileRead();
        if (piece != null) {
          piece.narrow(range);
          leftOut |= piece.begin() > 0 || piece.end() < Long.MAX_VALUE;
          return piece;
        }
      } catch (IOException | SecurityException e) {
        counters.unreadable(
            new Unreadable(stream.pieces().get(order).path().toString(), SafeFiles.reason(e)));
      }
    }
    return null;
  }

  /** Whether something was left out because it surely lies outside of the range. */
  public boolean hasLeftOut() {
    return leftOut;
  }

  /**
   * The greatest time at the end of a stream, epoch nanoseconds; {@link LogRecord#NO_TIME} where
   * the end cannot be looked at alone, or tells no time.
   */
  public static long newestNanos(LogStream stream, ReadSettings settings) {
    try {
      return new PiecePruning(stream, ScanRange.ALL, settings, new ScanCounters()).newestNanos();
    } catch (IOException | SecurityException e) {
      return LogRecord.NO_TIME;
    }
  }
}
