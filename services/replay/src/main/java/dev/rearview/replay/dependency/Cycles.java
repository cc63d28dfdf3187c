package dev.rearview.replay.dependency;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds circular dependencies: strongly connected components by Tarjan's algorithm (1972), without
 * recursion; in each the shortest cycle through every member, each cycle once.
 */
final class Cycles {
  /** Of a very large circle, cycles are named through this many of its members. */
  private static final int MAX_STARTS = 200;

  private final Map<String, Set<String>> graph;
  private final Map<String, Integer> index = new HashMap<>();
  private final Map<String, Integer> low = new HashMap<>();
  private final Deque<String> open = new ArrayDeque<>();
  private final Set<String> onStack = new HashSet<>();
  private final List<Set<String>> connected = new ArrayList<>();

  private Cycles(Map<String, Set<String>> graph) {
    this.graph = graph;
  }

  /** The cycles, each closed and beginning at its smallest member, in the order of their paths. */
  static List<List<String>> of(SortedMap<String, Set<String>> graph) {
    Cycles cycles = new Cycles(graph);
    for (String start : graph.keySet()) {
      if (!cycles.index.containsKey(start)) {
        cycles.visit(start);
      }
    }
    Set<List<String>> found = new LinkedHashSet<>();
    for (Set<String> members : cycles.connected) {
      for (String member : members.stream().limit(MAX_STARTS).toList()) {
        List<String> cycle = cycles.shortestThrough(member, members);
        if (cycle != null) {
          found.add(fromSmallest(cycle));
        }
      }
    }
    return found.stream()
        .sorted((a, b) -> String.join(" ", a).compareTo(String.join(" ", b)))
        .toList();
  }

  private record Visit(String node, Iterator<String> targets) {}

  private void visit(String start) {
    Deque<Visit> path = new ArrayDeque<>();
    path.push(enter(start));
    while (!path.isEmpty()) {
      Visit visit = path.element();
      String node = visit.node();
      if (visit.targets().hasNext()) {
        String target = visit.targets().next();
        if (!index.containsKey(target)) {
          path.push(enter(target));
        } else if (onStack.contains(target)) {
          low.merge(node, index.getOrDefault(target, 0), Math::min);
        }
        continue;
      }
      path.pop();
      if (!path.isEmpty()) {
        low.merge(path.element().node(), low.getOrDefault(node, 0), Math::min);
      }
      if (low.getOrDefault(node, 0).equals(index.get(node))) {
        close(node);
      }
    }
  }

  private Visit enter(String node) {
    index.put(node, index.size());
    low.put(node, index.size() - 1);
    open.push(node);
    onStack.add(node);
    return new Visit(node, graph.getOrDefault(node, Set.of()).iterator());
  }

  private void close(String root) {
    Set<String> members = new TreeSet<>();
    String member;
    do {
      member = open.pop();
      onStack.remove(member);
      members.add(member);
    } while (!member.equals(root));
    if (members.size() > 1) {
      connected.add(members);
    }
  }

  /** Breadth first from the node back to itself, within its strongly connected component. */
  private @Nullable List<String> shortestThrough(String start, Set<String> members) {
    Map<String, String> cameFrom = new HashMap<>();
    Deque<String> queue = new ArrayDeque<>(List.of(start));
    while (!queue.isEmpty()) {
      String node = queue.remove();
      for (String target : graph.getOrDefault(node, Set.of())) {
        if (target.equals(start)) {
          return path(start, node, cameFrom);
        }
        if (members.contains(target) && cameFrom.putIfAbsent(target, node) == null) {
          queue.add(target);
        }
      }
    }
    return null;
  }

  private static List<String> path(String start, String last, Map<String, String> cameFrom) {
    List<String> path = new ArrayList<>();
    for (String node = last; node != null && !node.equals(start); node = cameFrom.get(node)) {
      path.add(node);
    }
    path.add(start);
    Collections.reverse(path);
    return path;
  }

  private static List<String> fromSmallest(List<String> cycle) {
    List<String> rotated = new ArrayList<>(cycle);
    Collections.rotate(rotated, -rotated.indexOf(Collections.min(rotated)));
    rotated.add(rotated.getFirst());
    return List.copyOf(rotated);
  }
}
