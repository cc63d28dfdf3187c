package dev.rearview.causality.graph;

import dev.rearview.causality.edge.Edge;
import dev.rearview.causality.event.Mark;
import dev.rearview.model.Event;
import java.util.List;
import java.util.Optional;

/** The events and edges that are kept. Every list is bounded by its limit. */
public interface CausalLog {
  Optional<Event> event(String world, String eventId);

  /** Edges whose effect it is. */
  List<Edge> causes(String world, String eventId, int limit);

  /** Edges whose cause it is. */
  List<Edge> effects(String world, String eventId, int limit);

  /** The events that carry it as session, request or trace id, in their order. */
  List<Mark> session(String world, String id);

  /**
   * The trouble of components in a range of event time, both ends inclusive, in its order.
   *
   * @param components empty: every component of the world
   */
  List<Mark> trouble(String world, List<String> components, long fromMs, long toMs, int limit);

  /** What a component declared to depend on at that time. */
  List<String> dependencies(String world, String component, long atMs);

  /** How many records of the log are not yet in it. */
  long lag();

  /** A sentence where a part of the graph lies elsewhere; empty where all of it is here. */
  String missing();
}
