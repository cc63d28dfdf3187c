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
 * Finds circular dependencies: strongly connected groups, and in each every cycle by Johnson's
 * algorithm (1975), without recursion. A group with too many cycles is named by the shortest cycle
 * through each of its members instead.
 */
final class Cycles {
  /** Most cycles of a group that are all named. */
  static final int MAX_PATHS = 1_000;

  /** Most components in those cycles' paths together, and steps on the way to each. */
  private static final int MAX_NODES = 100_000;

  private static final int MAX_STEPS = 2_000_000;

  /** Of a group with too many cycles, some are named through this many of its members. */
  static final int MAX_STARTS = 200;

  private final Map<String, Set<String>> graph;
  private final Set<List<String>> found = new LinkedHashSet<>();
  private boolean truncated;

  private Cycles(Map<String, Set<String>> graph) {
    this.graph = graph;
  }

  /**
   * What was found.
   *
   * @param paths each closed and beginning at its smallest member, in order
   * @param truncated whether there are more
   */
  record Found(List<List<String>> paths, boolean truncated) {}

  static Found of(SortedMap<String, Set<String>> graph) {
    Cycles cycles = new Cycles(graph);
    for (Set<String> group : StronglyConnected.of(graph, graph.keySet())) {
      List<List<String>> all = cycles.allIn(group);
      if (all == null) {
        cycles.truncated = true;
        group.stream()
            .limit(MAX_STARTS)
            .forEach(member -> cycles.add(cycles.shortestThrough(member, group)));
      } else {
        all.forEach(cycles::add);
      }
    }
    List<List<String>> paths =
        cycles.found.stream()
            .sorted((a, b) -> String.join(" ", a).compareTo(String.join(" ", b)))
            .toList();
    return new Found(paths, cycles.truncated);
  }

  private void add(@Nullable List<String> cycle) {
    if (cycle != null) {
      found.add(fromSmallest(cycle));
    }
  }

  /** All cycles of a group; null: there are too many. */
  private @Nullable List<List<String>> allIn(Set<String> group) {
    List<List<String>> all = new ArrayList<>();
    Deque<Set<String>> left = new ArrayDeque<>(List.of(group));
    long steps = 0;
    long nodes = 0;
    while (!left.isEmpty()) {
      Set<String> members = left.remove();
      String start = members.iterator().next();
      Through through = new Through(start, members);
      for (List<String> cycle = through.next(); cycle != null; cycle = through.next()) {
        all.add(cycle);
        nodes += cycle.size();
        if (all.size() > MAX_PATHS || nodes > MAX_NODES) {
          return null;
        }
      }
      steps += through.steps + members.size();
      if (steps > MAX_STEPS) {
        return null;
      }
      Set<String> rest = new TreeSet<>(members);
      rest.remove(start);
      left.addAll(StronglyConnected.of(graph, rest));
    }
    return all;
  }

  /** The cycles through one node within a group, one after the other. */
  private final class Through {
    private final String start;
    private final Set<String> members;
    private final List<String> path = new ArrayList<>();
    private final Deque<Iterator<String>> targets = new ArrayDeque<>();
    private final Set<String> blocked = new HashSet<>();
    private final Set<String> closed = new HashSet<>();
    private final Map<String, Set<String>> unblocks = new HashMap<>();
    private long steps;

    Through(String start, Set<String> members) {
      this.start = start;
      this.members = members;
      enter(start);
    }

    private void enter(String node) {
      path.add(node);
      closed.remove(node);
      blocked.add(node);
      targets.push(targetsOf(node).iterator());
    }

    private List<String> targetsOf(String node) {
      return graph.getOrDefault(node, Set.of()).stream().filter(members::contains).toList();
    }

    /** Null: there are no more, or it takes too long. */
    @Nullable List<String> next() {
      while (!targets.isEmpty() && steps <= MAX_STEPS) {
        steps++;
        Iterator<String> further = targets.element();
        if (!further.hasNext()) {
          leave();
          continue;
        }
        String target = further.next();
        if (target.equals(start)) {
          closed.addAll(path);
          return List.copyOf(path);
        }
        if (!blocked.contains(target)) {
          enter(target);
        }
      }
      return null;
    }

    private void leave() {
      String node = path.removeLast();
      targets.pop();
      if (closed.contains(node)) {
        unblock(node);
      } else {
        for (String target : targetsOf(node)) {
          unblocks.computeIfAbsent(target, t -> new HashSet<>()).add(node);
        }
      }
    }

    private void unblock(String node) {
      Deque<String> free = new ArrayDeque<>(List.of(node));
      while (!free.isEmpty()) {
        String next = free.remove();
        if (blocked.remove(next)) {
          Set<String> further = unblocks.remove(next);
          if (further != null) {
            free.addAll(further);
          }
        }
      }
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
