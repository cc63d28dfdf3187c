package dev.rearview.replay.dependency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rearview.replay.MemoryLog;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
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
    assertThat(Cycles.of(ring)).singleElement().satisfies(path -> assertThat(path).hasSize(20_001));
  }
}
