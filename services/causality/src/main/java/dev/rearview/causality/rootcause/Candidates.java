package dev.rearview.causality.rootcause;

import dev.rearview.causality.edge.Edge;
import dev.rearview.causality.graph.CausalLog;
import dev.rearview.model.Event;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * All that may have caused the symptoms, each with the best believed path to one of them: paths are
 * compared by the product of their edges' confidences (Dijkstra's algorithm over its logarithm).
 */
final class Candidates {
  private static final int MAX_EVENTS = 2_000;
  private static final int MAX_LINKS = 16;
  private static final int MAX_FAN = 64;
  private static final double LEAST_BELIEF = 1e-4;

  private final CausalLog log;
  private final String world;
  private final Map<String, Candidate> reached = new LinkedHashMap<>();
  private final Map<String, List<Edge>> causesOf = new HashMap<>();
  private boolean truncated;

  /**
   * An event with its best path.
   *
   * @param belief product of the confidences on the way to the symptom
   * @param link the step towards the symptom; null for a symptom itself
   */
  record Candidate(
      Event event, double belief, int links, @Nullable Edge link, @Nullable Candidate next) {
    String id() {
      return event.id().toString();
    }

    Candidate symptom() {
      Candidate at = this;
      while (at.next != null) {
        at = at.next;
      }
      return at;
    }

    /** From this event to the symptom. */
    List<RootCause.Link> chain() {
      List<RootCause.Link> chain = new ArrayList<>();
      for (Candidate at = this; at.next != null && at.link != null; at = at.next) {
        chain.add(new RootCause.Link(at.link, at.event, at.next.event));
      }
      return chain;
    }
  }

  Candidates(CausalLog log, String world) {
    this.log = log;
    this.world = world;
  }

  void searchFrom(Collection<Event> symptoms) {
    PriorityQueue<Candidate> open =
        new PriorityQueue<>(Comparator.comparingDouble(Candidate::belief).reversed());
    symptoms.forEach(event -> open.add(new Candidate(event, 1, 0, null, null)));
    while (!open.isEmpty()) {
      Candidate best = open.remove();
      if (reached.containsKey(best.id())) {
        continue;
      }
      if (reached.size() >= MAX_EVENTS) {
        truncated = true;
        return;
      }
      reached.put(best.id(), best);
      List<Edge> causes = log.causes(world, best.id(), MAX_FAN);
      causesOf.put(best.id(), causes);
      if (best.links < MAX_LINKS) {
        causes.forEach(edge -> extend(best, edge, open));
      } else {
        truncated |= !causes.isEmpty();
      }
    }
  }

  private void extend(Candidate effect, Edge edge, PriorityQueue<Candidate> open) {
    double belief = effect.belief * edge.confidence();
    if (reached.containsKey(edge.causeId()) || belief < LEAST_BELIEF) {
      return;
    }
    Optional<Event> event = log.event(world, edge.causeId());
    if (event.isPresent()) {
      open.add(new Candidate(event.get(), belief, effect.links + 1, edge, effect));
    } else {
      truncated = true;
    }
  }

  List<Candidate> all() {
    return List.copyOf(reached.values());
  }

  @Nullable Candidate of(String eventId) {
    return reached.get(eventId);
  }

  List<Edge> causesOf(String eventId) {
    return causesOf.getOrDefault(eventId, List.of());
  }

  /** Whether a bound cut the search, or an event that an edge names is no longer kept. */
  boolean isTruncated() {
    return truncated;
  }
}
