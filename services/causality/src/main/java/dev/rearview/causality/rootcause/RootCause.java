package dev.rearview.causality.rootcause;

import dev.rearview.causality.edge.Edge;
import dev.rearview.model.Event;
import java.util.List;

/**
 * A candidate that stands at its place in the ranking.
 *
 * @param score 0 to 1; compares candidates of one answer, it is no probability
 * @param reason what the score rests on, a sentence
 * @param chain from the cause to the symptom; empty where the symptom itself is the candidate
 */
public record RootCause(Event event, double score, String reason, List<Link> chain) {
  public RootCause {
    chain = List.copyOf(chain);
  }

  /** One step of the chain. */
  public record Link(Edge edge, Event from, Event to) {}
}
