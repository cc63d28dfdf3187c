package dev.rearview.replay.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rearview.model.Kind;
import dev.rearview.replay.MemoryLog;
import org.junit.jupiter.api.Test;

class ChangeDetectorTest {
  private final MemoryLog log = new MemoryLog(1, 10);

  @Test
  void imageReplicasAndConfigurationAreChangesOtherDeltasAreNot() {
    log.append("shop/cart", 1, e -> e.stateDelta("{\"spec\":{\"image\":\"a:1\"},\"up\":true}"));
    log.append("shop/cart", 2, e -> e.stateDelta("{\"up\":false}"));
    log.append("shop/cart", 3, e -> e.stateDelta("{\"config\":{\"pool\":5}}"));
    log.append("shop/cart", 4, e -> e.stateDelta("{\"config\":{\"pool\":5},\"note\":\"same\"}"));
    log.append(
        "shop/cart",
        5,
        e ->
            e.stateDelta("{\"spec\":{\"image\":\"a:2\"},\"replicas\":3}")
                .attribute("author", "ann")
                .message("release 2"));
    assertThat(log.changes)
        .extracting(c -> c.atMs() + " " + c.origin() + " " + c.before() + " > " + c.patch())
        .containsExactly(
            "1 ROLLOUT {\"spec\":{\"image\":null}} > {\"spec\":{\"image\":\"a:1\"}}",
            "3 CONFIGURATION {\"config\":{\"pool\":null}} > {\"config\":{\"pool\":5}}",
            "5 ROLLOUT {\"replicas\":null,\"spec\":{\"image\":\"a:1\"}} > {\"replicas\":3,\"spec\":{\"image\":\"a:2\"}}");
    Change last = log.changes.getLast();
    assertThat(last.author()).isEqualTo("ann");
    assertThat(last.title()).isEqualTo("release 2");
    assertThat(Change.decode(last.encode())).isEqualTo(last);
  }

  @Test
  void aDeploymentIsARolloutAlsoWithoutADelta() {
    log.append("shop/cart", 1, e -> e.kind(Kind.DEPLOY).message("cart 3 is out"));
    assertThat(log.changes)
        .singleElement()
        .satisfies(change -> {
          assertThat(change.origin()).isEqualTo(Change.Origin.ROLLOUT);
          assertThat(change.patch()).isEqualTo("{}");
        });
  }
}
