package dev.rearview.prediction.series;

/**
 * A part of the state was set.
 *
 * @param ms event time
 * @param seq number of the event in its world
 * @param value JSON text of the new value; {@code null} where it was removed
 */
public record Assignment(long ms, long seq, String eventId, String value) {
  /** Whether it comes before the other in the order of events. */
  public boolean isBefore(Assignment other) {
    return ms != other.ms ? ms < other.ms : seq < other.seq;
  }
}
