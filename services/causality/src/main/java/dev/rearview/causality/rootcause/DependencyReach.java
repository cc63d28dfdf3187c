package dev.rearview.causality.rootcause;

import dev.rearview.causality.graph.CausalLog;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/** How far below a component others lie in the declared dependencies. */
final class DependencyReach {
  private static final int MAX_HOPS = 16;
  private static final int MAX_COMPONENTS = 1_000;

  private DependencyReach() {}

  /** The least number of dependencies to each component beneath, itself with 0. */
  static Map<String, Integer> of(CausalLog log, String world, String component, long atMs) {
    Map<String, Integer> hops = new LinkedHashMap<>();
    Deque<String> open = new ArrayDeque<>();
    hops.put(component, 0);
    open.add(component);
    while (!open.isEmpty() && hops.size() < MAX_COMPONENTS) {
      String next = open.remove();
      int below = hops.getOrDefault(next, 0) + 1;
      if (below <= MAX_HOPS) {
        for (String on : log.dependencies(world, next, atMs)) {
          if (hops.putIfAbsent(on, below) == null) {
            open.add(on);
          }
        }
      }
    }
    return hops;
  }
}
