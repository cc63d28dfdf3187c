package dev.rearview.replay.dependency;

import dev.rearview.replay.RefusedException;
import dev.rearview.replay.log.ComponentSummary;
import dev.rearview.replay.log.Cursor;
import dev.rearview.replay.log.Declaration;
import dev.rearview.replay.log.Directory;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Resolves and validates declared dependencies at a moment: the newest declaration counts. */
public final class Dependencies {
  /** Most components that one question walks over. */
  static final int MAX_COMPONENTS = 100_000;

  private final Directory directory;

  public Dependencies(Directory directory) {
    this.directory = directory;
  }

  /**
   * What a component depends on.
   *
   * @param transitive whether also what those depend on, nearest first
   */
  public List<Dependency> resolve(String world, String component, long atMs, boolean transitive) {
    List<Dependency> found = new ArrayList<>();
    Set<String> seen = new LinkedHashSet<>(Set.of(component));
    Queue<String> level = new ArrayDeque<>(List.of(component));
    for (int depth = 1; !level.isEmpty() && (transitive || depth == 1); depth++) {
      Queue<String> next = new ArrayDeque<>();
      for (String from : level) {
        for (Dependency dependency : direct(world, from, atMs, depth)) {
          found.add(dependency);
          if (seen.add(dependency.to())) {
            next.add(dependency.to());
          }
        }
        bound(seen.size());
      }
      level = next;
    }
    return found;
  }

  private List<Dependency> direct(String world, String from, long atMs, int depth) {
    Optional<Declaration> declared = directory.declared(world, from, atMs);
    return declared.stream()
        .flatMap(declaration ->
            new TreeSet<>(declaration.dependencies())
                .stream()
                    .map(to ->
                        new Dependency(
                            from,
                            to,
                            declaration.declaredBy(),
                            depth,
                            directory.component(world, to).isPresent())))
        .toList();
  }

  /**
   * Looks for cycles, self-dependencies and missing components.
   *
   * @param components where to begin, and all that they depend on; empty: all of the world
   */
  public Validation validate(String world, Collection<String> components, long atMs) {
    SortedMap<String, Set<String>> graph = new TreeMap<>();
    List<Dependency> missing = new ArrayList<>();
    Set<String> selfDependencies = new TreeSet<>();
    Queue<String> left =
        new ArrayDeque<>(components.isEmpty() ? all(world) : new TreeSet<>(components));
    while (!left.isEmpty()) {
      String from = left.remove();
      if (graph.containsKey(from)) {
        continue;
      }
      Set<String> targets = new TreeSet<>();
      graph.put(from, targets);
      bound(graph.size());
      for (Dependency dependency : direct(world, from, atMs, 1)) {
        if (dependency.to().equals(from)) {
          selfDependencies.add(from);
          continue;
        }
        targets.add(dependency.to());
        if (dependency.known()) {
          left.add(dependency.to());
        } else {
          missing.add(dependency);
        }
      }
    }
    Cycles.Found cycles = Cycles.of(graph);
    return new Validation(
        cycles.paths(), List.copyOf(selfDependencies), missing, graph.size(), cycles.truncated());
  }

  private List<String> all(String world) {
    List<String> ids = new ArrayList<>();
    try (Cursor<ComponentSummary> components = directory.components(world, "")) {
      while (components.hasNext()) {
        ids.add(components.next().componentId());
        bound(ids.size());
      }
    }
    return ids;
  }

  private static void bound(int components) {
    if (components > MAX_COMPONENTS) {
      throw RefusedException.wrong(
          "too_many_components",
          "more than %d components are involved; name some of them".formatted(MAX_COMPONENTS));
    }
  }
}
