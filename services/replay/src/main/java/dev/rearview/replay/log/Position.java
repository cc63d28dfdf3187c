package dev.rearview.replay.log;

import java.nio.ByteBuffer;
import java.util.Comparator;

/** A place in the order in which a component's state is folded: event time, then sequence. */
public record Position(long timestampMs, long globalSeq) implements Comparable<Position> {
  private static final Comparator<Position> ORDER =
      Comparator.comparingLong(Position::timestampMs).thenComparingLong(Position::globalSeq);

  /** How many bytes {@link #encode} gives. */
  static final int BYTES = 16;

  /** Before everything. */
  public static final Position START = new Position(Long.MIN_VALUE, 0);

  /** After everything of that millisecond. */
  public static Position endOf(long timestampMs) {
    return new Position(timestampMs, Long.MAX_VALUE);
  }

  /** Before everything of that millisecond. */
  public static Position startOf(long timestampMs) {
    return new Position(timestampMs, 0);
  }

  @Override
  public int compareTo(Position other) {
    return ORDER.compare(this, other);
  }

  byte[] encode() {
    return ByteBuffer.allocate(BYTES).putLong(timestampMs).putLong(globalSeq).array();
  }

  static Position decode(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    return new Position(in.getLong(), in.getLong());
  }
}
