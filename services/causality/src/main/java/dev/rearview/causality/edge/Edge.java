package dev.rearview.causality.edge;

/**
 * One event is believed to have brought about another.
 *
 * @param confidence 0 to 1; 0 withdraws the edge, since an event that came late took its place
 * @param reason why it is believed, a sentence
 * @param causeMs event time of the cause
 * @param effectMs event time of the effect
 */
public record Edge(
    String world,
    String causeId,
    String effectId,
    Basis basis,
    double confidence,
    String reason,
    long causeMs,
    long effectMs) {

  public Edge {
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException("confidence %s is not in 0..1".formatted(confidence));
    }
  }

  /** The same two events on the same basis are one edge, however often it is found. */
  public record Identity(String causeId, String effectId, Basis basis) {}

  public Identity identity() {
    return new Identity(causeId, effectId, basis);
  }

  public boolean isWithdrawn() {
    return confidence == 0;
  }
}
