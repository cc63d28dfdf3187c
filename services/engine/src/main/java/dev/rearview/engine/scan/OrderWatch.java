package dev.rearview.engine.scan;

import dev.rearview.engine.record.LogRecord;
import org.jspecify.annotations.Nullable;

/** Sees whether the times of records fall that follow on each other in a piece. For one thread. */
public final class OrderWatch {
  private @Nullable PieceSource source;
  private long lastOffset;
  private long greatest;

  /**
   * Looks at a record's time.
   *
   * @return whether it lies further before that of another, which stands before it in its piece and
   *     was looked at, than times of a file that is sought in may
   */
  public boolean falls(FileRecord record) {
    if (record.source() != source || record.offset() < lastOffset) {
      source = record.source();
      greatest = LogRecord.NO_TIME;
    }
    lastOffset = record.offset();
    if (!record.hasTime()) {
      return false;
    }
    boolean falls =
        greatest != LogRecord.NO_TIME && record.tsNanos() < greatest - FileOrders.DISORDER;
    greatest = Math.max(greatest, record.tsNanos());
    return falls;
  }
}
