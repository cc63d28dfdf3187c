package dev.rearview.causality.graph;

import dev.rearview.causality.edge.Edge;
import dev.rearview.model.Event;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Follows edges from an event, nearest first.
 *
 * @param depth most edges from the start
 * @param minConfidence edges below it are not followed
 * @param until an event for which it holds is taken in but not followed further; the start is not
 *     looked at
 * @param maxNodes most events, the start included
 */
public record Traversal(
    String world,
    String eventId,
    boolean forward,
    int depth,
    double minConfidence,
    Predicate<Event> until,
    int maxNodes) {
  public static final int DEFAULT_DEPTH = 32;
  public static final int MAX_DEPTH = 256;
  public static final int DEFAULT_NODES = 1_000;
  public static final int MAX_NODES = 10_000;

  /** Most edges that are read of one event. */
  static final int MAX_FAN = 512;

  public Traversal {
    depth = depth <= 0 ? DEFAULT_DEPTH : Math.min(depth, MAX_DEPTH);
    maxNodes = maxNodes <= 0 ? DEFAULT_NODES : Math.min(maxNodes, MAX_NODES);
    if (!(minConfidence >= 0 && minConfidence <= 1)) {
      throw new IllegalArgumentException(
          "min confidence %s is not in 0..1".formatted(minConfidence));
    }
  }

  /** An event that was reached. */
  public record Node(Event event, int depth, boolean stoppedHere) {}

  /**
   * What was found.
   *
   * @param nodes in order of depth, then time
   * @param truncated whether a bound cut it, or an event at an edge's end is no longer kept
   */
  public record Found(List<Node> nodes, List<Edge> edges, boolean truncated) {
    public Found {
      nodes = List.copyOf(nodes);
      edges = List.copyOf(edges);
    }
  }

  /** Empty where the start is not known. */
  public Optional<Found> run(CausalLog log) {
    Optional<Event> start = log.event(world, eventId);
    return start.map(event -> follow(log, new Node(event, 0, false)));
  }

  private Found follow(CausalLog log, Node start) {
    Map<String, Node> nodes = new LinkedHashMap<>();
    Set<Edge> edges = new LinkedHashSet<>();
    Deque<Node> open = new ArrayDeque<>();
    nodes.put(id(start), start);
    open.add(start);
    boolean truncated = false;
    while (!open.isEmpty()) {
      Node node = open.remove();
      List<Edge> next = edgesOf(log, id(node));
      truncated |= next.size() >= MAX_FAN || (node.depth == depth && !next.isEmpty());
      for (Edge edge : node.depth == depth ? List.<Edge>of() : next) {
        String other = forward ? edge.effectId() : edge.causeId();
        if (!nodes.containsKey(other)) {
          Optional<Event> event =
              nodes.size() >= maxNodes ? Optional.empty() : log.event(world, other);
          if (event.isEmpty()) {
            truncated = true;
            continue;
          }
          Node reached = new Node(event.get(), node.depth + 1, until.test(event.get()));
          nodes.put(other, reached);
          if (!reached.stoppedHere) {
            open.add(reached);
          }
        }
        edges.add(edge);
      }
    }
    List<Node> ordered = new ArrayList<>(nodes.values());
    ordered.sort(
        Comparator.comparingInt(Node::depth)
            .thenComparingLong(n -> n.event.timestampMs())
            .thenComparingLong(n -> n.event.globalSeq()));
    return new Found(ordered, List.copyOf(edges), truncated);
  }

  private List<Edge> edgesOf(CausalLog log, String id) {
    List<Edge> edges = new ArrayList<>();
    for (Edge edge : forward ? log.effects(world, id, MAX_FAN) : log.causes(world, id, MAX_FAN)) {
      if (edge.confidence() >= minConfidence) {
        edges.add(edge);
      }
    }
    edges.sort(Comparator.comparingDouble(Edge::confidence).reversed());
    return edges;
  }

  private static String id(Node node) {
    return node.event.id().toString();
  }
}
