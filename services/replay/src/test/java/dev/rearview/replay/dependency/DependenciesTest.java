package dev.rearview.replay.dependency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rearview.replay.MemoryLog;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class DependenciesTest {
  private final MemoryLog log = new MemoryLog(3, 10);

  private void declares(String component, long atMs, String... targets) {
    log.append(component, atMs, e -> e.dependencyIds(List.of(targets)));
  }

  @Test
  void theNewestDeclarationUpToTheMomentCounts() {
    declares("a", 1000, "b", "c");
    declares("a", 3000, "d");
    declares("b", 500, "e");
    declares("c", 500);
    Dependencies dependencies = log.service().dependencies();
    assertThat(dependencies.resolve("default", "a", 999, false)).isEmpty();
    assertThat(dependencies.resolve("default", "a", 2999, false))
        .extracting(Dependency::to)
        .containsExactly("b", "c");
    assertThat(dependencies.resolve("default", "a", 3000, false))
        .singleElement()
        .satisfies(d -> {
          assertThat(d.to()).isEqualTo("d");
          assertThat(d.known()).isFalse();
          assertThat(d.declaredBy().globalSeq()).isEqualTo(2);
        });
    assertThat(dependencies.resolve("default", "a", 2000, true))
        .extracting(d -> d.from() + ">" + d.to() + "@" + d.depth())
        .containsExactly("a>b@1", "a>c@1", "b>e@2");
  }

  @Test
  void cyclesAreNamedByTheirPath() {
    declares("shop/a", 1, "shop/b");
    declares("shop/b", 1, "shop/c", "shop/d");
    declares("shop/c", 1, "shop/a");
    declares("shop/d", 1, "shop/b");
    declares("shop/self", 1, "shop/self");
    declares("shop/e", 1, "shop/gone");
    Validation found = log.service().dependencies().validate("default", List.of(), 10);
    assertThat(found.cycles())
        .containsExactly(
            List.of("shop/a", "shop/b", "shop/c", "shop/a"), List.of("shop/b", "shop/d", "shop/b"));
    assertThat(found.selfDependencies()).containsExactly("shop/self");
    assertThat(found.missing()).extracting(Dependency::to).containsExactly("shop/gone");
    assertThat(found.components()).isEqualTo(6);
    assertThat(log.service().dependencies().validate("default", List.of("shop/e"), 10).cycles())
        .isEmpty();
    assertThat(log.service().dependencies().validate("default", List.of(), 0).cycles()).isEmpty();
  }

  @Test
  void aLongCircleNeedsNoStack() {
    SortedMap<String, Set<String>> ring = new TreeMap<>();
    for (int i = 0; i < 20_000; i++) {
      ring.put("n%05d".formatted(i), Set.of("n%05d".formatted((i + 1) % 20_000)));
    }
    Cycles.Found found = Cycles.of(ring);
    assertThat(found.paths()).singleElement().satisfies(path -> assertThat(path).hasSize(20_001));
    assertThat(found.truncated()).isFalse();
  }

  private static SortedMap<String, Set<String>> random(Random random, int nodes, double density) {
    SortedMap<String, Set<String>> graph = new TreeMap<>();
    for (int i = 0; i < nodes; i++) {
      Set<String> targets = new TreeSet<>();
      for (int j = 0; j < nodes; j++) {
        if (i != j && random.nextDouble() < density) {
          targets.add(name(j));
        }
      }
      graph.put(name(i), targets);
    }
    return graph;
  }

  private static String name(int node) {
    return "n%02d".formatted(node);
  }

  /** Every path without repetition, by trying all. */
  private static void walk(
      SortedMap<String, Set<String>> graph, Deque<String> path, Set<List<String>> cycles) {
    String start = path.getFirst();
    for (String target : graph.get(path.getLast())) {
      if (target.equals(start)) {
        List<String> cycle = new ArrayList<>(path);
        cycle.add(start);
        cycles.add(cycle);
      } else if (target.compareTo(start) > 0 && !path.contains(target)) {
        path.addLast(target);
        walk(graph, path, cycles);
        path.removeLast();
      }
    }
  }

  @Test
  void everyCycleOfRandomGraphsIsNamedOnce() {
    Random random = new Random(20240115);
    for (int round = 0; round < 300; round++) {
      SortedMap<String, Set<String>> graph =
          random(random, 2 + random.nextInt(6), 0.1 + 0.5 * random.nextDouble());
      Set<List<String>> expected = new HashSet<>();
      graph.keySet().forEach(start -> walk(graph, new ArrayDeque<>(List.of(start)), expected));
      Cycles.Found found = Cycles.of(graph);
      assertThat(found.paths()).doesNotHaveDuplicates().hasSameElementsAs(expected);
      assertThat(found.truncated()).isFalse();
    }
  }

  @Test
  void whereThereAreTooManyEachMemberIsInOneAndItIsSaid() {
    Random random = new Random(42);
    SortedMap<String, Set<String>> graph = random(random, 60, 0.2);
    Cycles.Found found = Cycles.of(graph);
    assertThat(found.truncated()).isTrue();
    assertThat(found.paths()).hasSizeLessThanOrEqualTo(Cycles.MAX_STARTS);
    Set<String> named = new TreeSet<>();
    for (List<String> path : found.paths()) {
      named.addAll(path);
      assertThat(path.getFirst()).isEqualTo(path.getLast());
      for (int i = 1; i < path.size(); i++) {
        assertThat(graph.get(path.get(i - 1))).contains(path.get(i));
      }
    }
    assertThat(named).isEqualTo(graph.keySet());
  }

  @Test
  void randomDependenciesAreAsANaiveCheckFindsThem() {
    Random random = new Random(7);
    for (int round = 0; round < 40; round++) {
      int nodes = 2 + random.nextInt(12);
      MemoryLog world = new MemoryLog(3, 10);
      SortedMap<String, Set<String>> graph = random(random, nodes, 0.15);
      Set<String> self = new TreeSet<>();
      Set<String> missing = new TreeSet<>();
      graph.forEach((node, targets) -> {
        List<String> declared = new ArrayList<>(targets);
        if (random.nextInt(5) == 0) {
          declared.add(node);
          self.add(node);
        }
        if (random.nextInt(5) == 0) {
          declared.add("gone-" + node);
          missing.add("gone-" + node);
        }
        world.append(node, 10, e -> e.dependencyIds(declared));
      });
      Dependencies dependencies = world.service().dependencies();
      Validation found = dependencies.validate("default", List.of(), 10);
      assertThat(found.selfDependencies()).hasSameElementsAs(self);
      assertThat(found.missing())
          .extracting(Dependency::to)
          .containsExactlyInAnyOrderElementsOf(missing);
      assertThat(found.components()).isEqualTo(nodes);
      for (String start : graph.keySet()) {
        Set<String> reached = new TreeSet<>();
        reach(graph, start, reached);
        assertThat(dependencies.resolve("default", start, 10, true))
            .filteredOn(Dependency::known)
            .filteredOn(d -> !d.to().equals(d.from()))
            .extracting(Dependency::to)
            .hasSameElementsAs(reached);
        boolean inCycle = reached.contains(start);
        assertThat(found.cycles().stream().anyMatch(path -> path.contains(start)))
            .isEqualTo(inCycle);
      }
    }
  }

  private static void reach(
      SortedMap<String, Set<String>> graph, String from, Set<String> reached) {
    for (String target : graph.get(from)) {
      if (reached.add(target)) {
        reach(graph, target, reached);
      }
    }
  }
}
