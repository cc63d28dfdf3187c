package dev.rearview.engine.scan;

import dev.rearview.engine.order.RecordSource;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of a stream, piece after piece, in the order in which they lie. Pieces that
 * surely hold nothing of the range are passed over; records outside of the range may still come. A
 * piece that cannot be read is counted with its reason, and reading goes on with the next.
 */
public final class StreamReader implements RecordSource {
  private final LogStream stream;
  private final ReadSettings settings;
  private final ScanCounters counters;
  private final PiecePruning pruning;
  private @Nullable PieceReader reader;
  private int next;

  public StreamReader(
      LogStream stream, ScanRange range, ReadSettings settings, ScanCounters counters) {
    this.stream = stream;
    this.settings = settings;
    this.counters = counters;
    this.pruning = new PiecePruning(stream, range, settings, counters);
  }

  @Override
  public @Nullable FileRecord next() {
    while (true) {
      if (reader == null && !openNext()) {
        return null;
      }
      if (reader != null) {
        FileRecord record = reader.next();
        if (record != null) {
          return record;
        }
        reader.close();
        reader = null;
      }
      if (settings.stopped().getAsBoolean()) {
        return null;
      }
    }
  }

  /** Whether there was a further piece, be it one that could not be opened. */
  private boolean openNext() {
    if (next >= stream.pieces().size()) {
      return false;
    }
    int order = next++;
    Piece piece = stream.pieces().get(order);
    try {
      if (pruning.isOutside(order)) {
        return true;
      }
      reader = PieceReader.open(stream, order, 0, false, settings, counters);
      counters.fileRead();
    } catch (IOException | SecurityException e) {
      counters.unreadable(new Unreadable(piece.path().toString(), SafeFiles.reason(e)));
    }
    return true;
  }

  @Override
  public void close() {
    if (reader != null) {
      reader.close();
      reader = null;
    }
    next = stream.pieces().size();
  }
}
