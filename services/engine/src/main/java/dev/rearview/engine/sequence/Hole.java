package dev.rearview.engine.sequence;

/**
 * A stretch of time of which data is missing, both ends inclusive, epoch nanoseconds.
 *
 * @param reason what is missing, for the report
 */
public record Hole(long fromNanos, long toNanos, String reason) {
  /** Data is missing over the whole time. */
  public static Hole everywhere(String reason) {
    return new Hole(Long.MIN_VALUE, Long.MAX_VALUE, reason);
  }

  boolean touches(long from, long to) {
    return fromNanos <= to && toNanos >= from;
  }
}
