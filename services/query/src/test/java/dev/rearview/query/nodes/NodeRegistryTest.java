package dev.rearview.query.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NodeRegistryTest {
  private static final Instant NOW = Instant.parse("2024-01-15T15:55:00Z");
  private final Set<String> expected = new HashSet<>();
  private final NodeRegistry registry =
      new NodeRegistry(() -> expected, Duration.ofMinutes(1), Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void withoutExpectationsEveryNodeThatEverReportedIsAsked() {
    registry.update(node("a", NOW));
    registry.update(node("b", NOW.minusSeconds(3_600)));

    assertThat(names()).containsExactly("a", "b");
  }

  @Test
  void expectedNodesAreAskedEvenIfTheyNeverReportedAndOthersOnlyWhileTheyReport() {
    expected.addAll(Set.of("a", "never"));
    registry.update(node("a", NOW.minusSeconds(3_600)));
    registry.update(node("new", NOW));
    registry.update(node("gone", NOW.minusSeconds(3_600)));

    assertThat(names()).containsExactly("a", "never", "new");
    assertThat(registry.asked().get(1).known()).isNull();
    assertThat(registry.asked().getFirst().silent()).isTrue();
  }

  @Test
  void aNodeThatIsTakenAwayIsForgotten() {
    registry.update(node("a", NOW));
    registry.remove("a");

    assertThat(names()).isEmpty();
  }

  private List<String> names() {
    return registry.asked().stream().map(NodeRegistry.Entry::name).toList();
  }

  private static KnownNode node(String name, Instant seen) {
    return new KnownNode(
        name, "localhost:1", seen.toEpochMilli(), 1, 1, List.of(), "1", 0, List.of(), List.of());
  }
}
