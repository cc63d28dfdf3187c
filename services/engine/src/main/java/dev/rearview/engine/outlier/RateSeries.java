package dev.rearview.engine.outlier;

import dev.rearview.engine.record.LogRecord;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * How often something happened in each stretch of time. Of too many stretches, two each become one,
 * so that memory is bounded; which width comes of it does not depend on the order of records or of
 * merging. For one thread.
 */
public final class RateSeries {
  /** Most stretches with a count. */
  public static final int MAX_STRETCHES = 2_048;

  private final long asked;
  private int doublings;
  private TreeMap<Long, Long> counts = new TreeMap<>();

  /** The stretch of the last record, of the width that was asked for. */
  private long lastStretch = Long.MIN_VALUE;

  private long inLast;

  /**
   * @param width of a stretch as it is asked for
   */
  public RateSeries(Duration width) {
    if (!width.isPositive()) {
      throw new IllegalArgumentException("a stretch of %s".formatted(width));
    }
    this.asked = width.toNanos();
  }

  /** Counts a record; one without a time does not count. */
  public void add(LogRecord record) {
    if (record.hasTime()) {
      long stretch = Math.floorDiv(record.tsNanos(), asked);
      if (stretch != lastStretch) {
        flush();
        lastStretch = stretch;
      }
      inLast++;
    }
  }

  /** Neighbouring records mostly lie in one stretch. */
  private void flush() {
    if (inLast > 0) {
      long count = inLast;
      inLast = 0;
      add(lastStretch >> doublings, count);
    }
    lastStretch = Long.MIN_VALUE;
  }

  private void add(long stretch, long count) {
    counts.merge(stretch, count, Long::sum);
    while (counts.size() > MAX_STRETCHES) {
      widen();
    }
  }

  private void widen() {
    TreeMap<Long, Long> wider = new TreeMap<>();
    counts.forEach((stretch, count) -> wider.merge(stretch >> 1, count, Long::sum));
    counts = wider;
    doublings++;
  }

  /**
   * Takes in what another counted.
   *
   * @throws IllegalArgumentException where the other was asked for another width
   */
  public void merge(RateSeries other) {
    if (asked != other.asked) {
      throw new IllegalArgumentException("stretches of different widths");
    }
    flush();
    other.flush();
    merge(other.doublings, other.counts);
  }

  private void merge(int otherDoublings, Map<Long, Long> others) {
    while (doublings < otherDoublings) {
      widen();
    }
    others.forEach((stretch, count) -> add(stretch >> (doublings - otherDoublings), count));
  }

  /** How wide a stretch is now. */
  public Duration width() {
    return Duration.ofNanos(widthNanos());
  }

  long widthNanos() {
    return Math.multiplyExact(asked, 1L << doublings);
  }

  /** Whether no record with a time was counted. */
  public boolean isEmpty() {
    return counts().isEmpty();
  }

  /** Begin of the first stretch with a count, epoch nanoseconds; not of one that is empty. */
  public long firstNanos() {
    return Math.multiplyExact(counts().firstKey(), widthNanos());
  }

  /** Begin of the last stretch with a count, likewise. */
  public long lastNanos() {
    return Math.multiplyExact(counts().lastKey(), widthNanos());
  }

  /** The counts above zero by number of the stretch, counted from the epoch. */
  TreeMap<Long, Long> counts() {
    flush();
    return counts;
  }

  /** Writes itself; {@link #read} takes in what was written. */
  public void write(DataOutput out) throws IOException {
    flush();
    out.writeByte(doublings);
    out.writeInt(counts.size());
    for (Map.Entry<Long, Long> entry : counts.entrySet()) {
      out.writeLong(entry.getKey());
      out.writeLong(entry.getValue());
    }
  }

  /**
   * Takes in what was written by one of the same width.
   *
   * @throws IOException where it is damaged
   */
  public void read(DataInput in) throws IOException {
    flush();
    int others = in.readUnsignedByte();
    int size = in.readInt();
    boolean fits = others < Long.SIZE - 1 && asked <= Long.MAX_VALUE >> others;
    if (!fits || size < 0 || size > MAX_STRETCHES) {
      throw new IOException("%d stretches, doubled %d times".formatted(size, others));
    }
    TreeMap<Long, Long> read = new TreeMap<>();
    for (int i = 0; i < size; i++) {
      read.merge(in.readLong(), in.readLong(), Long::sum);
    }
    merge(others, read);
  }
}
