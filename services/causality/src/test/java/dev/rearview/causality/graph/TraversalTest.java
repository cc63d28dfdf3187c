package dev.rearview.causality.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rearview.causality.topology.CausalityDriver;
import dev.rearview.model.Event;
import dev.rearview.testkit.TestEvents;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TraversalTest {
  private final CausalityDriver driver = new CausalityDriver();

  /** a → b → c → d, and c → e. */
  @BeforeEach
  void chain() {
    send("a", 0);
    send("b", 1, "a");
    send("c", 2, "b");
    send("d", 3, "c");
    send("e", 4, "c");
  }

  @AfterEach
  void close() {
    driver.close();
  }

  private void send(String name, int second, String... causes) {
    driver.send(
        TestEvents.event(name, "shop/cart", "2024-01-15T15:00:0" + second + "Z")
            .message(name)
            .causeIds(java.util.Arrays.stream(causes).map(TestEvents::id).toList()));
  }

  @Test
  void backwardGoesToCausesAndForwardToEffectsNearestFirst() {
    assertThat(names(run("d", false, 0, e -> false, 0))).containsExactly("d", "c", "b", "a");
    assertThat(names(run("b", true, 0, e -> false, 0))).containsExactly("b", "c", "d", "e");
  }

  @Test
  void untilTakesInTheEventThatStopsItAndDoesNotLookAtTheStart() {
    Traversal.Found found = run("d", false, 0, e -> List.of("d", "b").contains(e.message()), 0);
    assertThat(names(found)).containsExactly("d", "c", "b");
    assertThat(found.nodes())
        .extracting(Traversal.Node::stoppedHere)
        .containsExactly(false, false, true);
    assertThat(found.truncated()).isFalse();
  }

  @Test
  void depthNodesAndConfidenceBoundIt() {
    assertThat(run("d", false, 1, e -> false, 0))
        .matches(f -> names(f).equals(List.of("d", "c")) && f.truncated());
    assertThat(run("b", true, 0, e -> false, 3))
        .matches(f -> f.nodes().size() == 3 && f.truncated());
    assertThat(
            new Traversal("default", id("d"), false, 0, 0.99, e -> false, 0)
                .run(driver.log())
                .orElseThrow()
                .nodes())
        .hasSize(1);
  }

  @Test
  void aCycleEnds() {
    driver.send(
        TestEvents.event("x", "shop/cart", "2024-01-15T15:01:00Z")
            .causeIds(List.of(TestEvents.id("y"))));
    driver.send(
        TestEvents.event("y", "shop/cart", "2024-01-15T15:01:01Z")
            .causeIds(List.of(TestEvents.id("x"))));
    assertThat(run("x", false, 0, e -> false, 0).nodes()).hasSize(2);
  }

  @Test
  void anUnknownStartIsEmpty() {
    assertThat(new Traversal("default", id("nobody"), false, 0, 0, e -> false, 0).run(driver.log()))
        .isEmpty();
  }

  private Traversal.Found run(
      String start, boolean forward, int depth, Predicate<Event> until, int maxNodes) {
    return new Traversal("default", id(start), forward, depth, 0, until, maxNodes)
        .run(driver.log())
        .orElseThrow();
  }

  private static List<String> names(Traversal.Found found) {
    return found.nodes().stream().map(n -> String.valueOf(n.event().message())).toList();
  }

  private static String id(String name) {
    return TestEvents.id(name).toString();
  }
}
