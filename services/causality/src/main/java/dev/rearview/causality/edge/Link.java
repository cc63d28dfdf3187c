package dev.rearview.causality.edge;

import dev.rearview.causality.event.Mark;

/**
 * What a linker finds. The sentence is only written where the link becomes an edge.
 *
 * @param confidence above 0, at most 1, in thousandths
 */
record Link(Mark cause, Mark effect, Basis basis, double confidence, Why why) {

  /** Why it is believed. */
  interface Why {
    String sentence(Mark cause, Mark effect);
  }

  Link {
    confidence = Math.round(Math.clamp(confidence, 0.001, 1.0) * 1000) / 1000.0;
  }

  Edge.Identity identity() {
    return new Edge.Identity(cause.eventId(), effect.eventId(), basis);
  }

  Edge edge() {
    return edge(confidence, why.sentence(cause, effect));
  }

  /** The record that takes its edge back. */
  Edge withdrawn() {
    return edge(0, "withdrawn");
  }

  private Edge edge(double believed, String reason) {
    return new Edge(
        effect.world(),
        cause.eventId(),
        effect.eventId(),
        basis,
        believed,
        reason,
        cause.ms(),
        effect.ms());
  }
}
