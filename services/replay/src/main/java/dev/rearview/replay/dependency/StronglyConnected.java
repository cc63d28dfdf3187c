package dev.rearview.replay.dependency;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Groups in which each reaches each: Tarjan's algorithm (1972), without recursion. */
final class StronglyConnected {
  private final Map<String, Set<String>> graph;
  private final Set<String> within;
  private final Map<String, Integer> index = new HashMap<>();
  private final Map<String, Integer> low = new HashMap<>();
  private final Deque<String> open = new ArrayDeque<>();
  private final Set<String> onStack = new HashSet<>();
  private final List<Set<String>> groups = new ArrayList<>();

  private StronglyConnected(Map<String, Set<String>> graph, Set<String> within) {
    this.graph = graph;
    this.within = within;
  }

  /**
   * The groups of more than one.
   *
   * @param within only these nodes and the edges between them
   */
  static List<Set<String>> of(Map<String, Set<String>> graph, Set<String> within) {
    StronglyConnected search = new StronglyConnected(graph, within);
    for (String start : within) {
      if (!search.index.containsKey(start)) {
        search.visit(start);
      }
    }
    return search.groups;
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
        if (!within.contains(target)) {
          continue;
        }
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
      groups.add(members);
    }
  }
}
