package dev.rearview.prediction.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rearview.model.Event;
import dev.rearview.model.Kind;
import dev.rearview.model.Level;
import dev.rearview.prediction.outcome.Outcomes.Question;
import dev.rearview.prediction.topology.PredictionDriver;
import dev.rearview.testkit.TestClock;
import dev.rearview.testkit.TestEvents;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** cart has 2 or 4 replicas; on 2 its cpu is 70 and web, which depends on it, fails often. */
class OutcomesTest {
  private static final Instant START = Instant.parse("2024-01-15T08:00:00Z");
  private static final int HALF_HOUR = 1_800;

  private final PredictionDriver driver = new PredictionDriver();
  private final TestClock clock = TestClock.at("2024-01-15T16:00:00Z");

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void theEffectOfAChangeIsToldFromPastOnesOfTheSameKind() {
    scaleEachHalfHour(11);
    long at = START.plusSeconds(11 * HALF_HOUR).toEpochMilli() - 60_000;
    Outcome outcome = ask("{\"replicas\":2}", at);
    assertThat(outcome.conclusive()).as(outcome.reason()).isTrue();
    assertThat(outcome.cases()).isEqualTo(5);
    assertThat(outcome.past()).hasSize(5).allMatch(Outcome.PastCase::errorsRose);
    assertThat(outcome.past().getFirst().change()).isEqualTo("/replicas 4 → 2");
    assertThat(outcome.errorProbability()).isEqualTo(6.0 / 7);
    assertThat(effect(outcome, "shop/cart", "cpu"))
        .satisfies(e -> {
          assertThat(e.before()).isBetween(35.0, 45.0);
          assertThat(e.expected()).isBetween(65.0, 75.0);
          assertThat(e.low()).isLessThan(e.expected());
          assertThat(e.high()).isGreaterThan(e.expected()).isLessThan(85);
        });
    assertThat(effect(outcome, "shop/web", "error_rate").expected())
        .isGreaterThan(effect(outcome, "shop/web", "error_rate").before() + 10);
    assertThat(outcome.confidence()).isBetween(0.5, 1.0);
  }

  @Test
  void aChangeInTheOtherDirectionIsAnotherKind() {
    scaleEachHalfHour(10);
    long at = START.plusSeconds(10 * HALF_HOUR).toEpochMilli() - 60_000;
    Outcome outcome = ask("{\"replicas\":8}", at);
    assertThat(outcome.past()).allMatch(c -> c.change().equals("/replicas 2 → 4"));
    assertThat(effect(outcome, "shop/cart", "cpu").expected()).isBetween(35.0, 45.0);
  }

  @Test
  void withATimeInThePastOnlyEarlierCasesCountAndWhatCameStandsBeside() {
    scaleEachHalfHour(10);
    long at = START.plusSeconds(7 * HALF_HOUR).toEpochMilli();
    Outcome outcome = ask("{\"replicas\":2}", at);
    assertThat(outcome.cases()).isEqualTo(3);
    assertThat(outcome.past()).allMatch(c -> c.atMs() + 15 * 60_000 < at);
    assertThat(effect(outcome, "shop/cart", "cpu").actual()).isBetween(65.0, 75.0);
  }

  @Test
  void whatComesLaterChangesNothing() {
    scaleEachHalfHour(9);
    long at = START.plusSeconds(9 * HALF_HOUR).toEpochMilli();
    Outcome before = ask("{\"replicas\":2}", at);
    live(9 * HALF_HOUR, 10 * HALF_HOUR, 99, 0.9);
    Outcome after = ask("{\"replicas\":2}", at);
    assertThat(after.past()).isEqualTo(before.past());
    for (Outcome.Effect effect : before.effects()) {
      Outcome.Effect now = effect(after, effect.componentId(), effect.metric());
      assertThat(List.of(now.before(), now.expected(), now.low(), now.high()))
          .isEqualTo(List.of(effect.before(), effect.expected(), effect.low(), effect.high()));
      assertThat(effect.actual()).isNull();
      assertThat(now.actual()).isNotNull();
    }
  }

  @Test
  void tooFewCasesAreInconclusiveAndCounted() {
    scaleEachHalfHour(5);
    long at = START.plusSeconds(5 * HALF_HOUR).toEpochMilli() - 60_000;
    Outcome outcome = ask("{\"replicas\":2}", at);
    assertThat(outcome.conclusive()).isFalse();
    assertThat(outcome.cases()).isEqualTo(2);
    assertThat(outcome.effects()).isEmpty();
    assertThat(outcome.past()).hasSize(2);
    assertThat(outcome.reason()).contains("2 past changes", "at least 3");
    assertThat(ask("{\"image\":\"cart:9\"}", at).cases()).isZero();
  }

  @Test
  void wherePartsNeverChangedTogetherThoseOfOnePartAreUsedAndThatIsSaid() {
    scaleEachHalfHour(11);
    long at = START.plusSeconds(11 * HALF_HOUR).toEpochMilli() - 60_000;
    Outcome outcome = ask("{\"replicas\":2,\"image\":\"cart:9\"}", at);
    assertThat(outcome.conclusive()).isTrue();
    assertThat(outcome.reason()).contains("only 0 past changes set all 2 parts");
  }

  @Test
  void whatIsSoAlreadyUnknownOrNoPatchIsSaid() {
    scaleEachHalfHour(5);
    long at = START.plusSeconds(5 * HALF_HOUR).toEpochMilli() - 60_000;
    assertThat(ask("{\"replicas\":4}", at).reason()).contains("is so already");
    assertThat(
            new Outcomes(driver.log(), clock)
                .whatIf(new Question("default", "shop/nobody", "{\"a\":1}", at, 0))
                .reason())
        .contains("nothing is known of shop/nobody");
    assertThatThrownBy(() -> ask("[1]", at)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ask("{}", at)).isInstanceOf(IllegalArgumentException.class);
  }

  private Outcome ask(String patch, long at) {
    return new Outcomes(driver.log(), clock)
        .whatIf(new Question("default", "shop/cart", patch, at, 900_000));
  }

  private static Outcome.Effect effect(Outcome outcome, String component, String metric) {
    return outcome.effects().stream()
        .filter(e -> e.componentId().equals(component) && e.metric().equals(metric))
        .findFirst()
        .orElseThrow();
  }

  /** 4, 2, 4, 2 … replicas. */
  private void scaleEachHalfHour(int halfHours) {
    driver.send(
        TestEvents.event("web", "shop/web", START.toString()).dependencyIds(List.of("shop/cart")));
    for (int i = 0; i < halfHours; i++) {
      int count = i % 2 == 0 ? 4 : 2;
      int begins = i * HALF_HOUR;
      driver.send(
          TestEvents.event("scale" + i, "shop/cart", START.plusSeconds(begins).toString())
              .kind(Kind.DEPLOY)
              .stateDelta("{\"replicas\":%d}".formatted(count)));
      live(begins, begins + HALF_HOUR, count == 4 ? 40 : 70, count == 4 ? 0.02 : 0.4);
    }
  }

  private void live(int fromSecond, int toSecond, double cpu, double errors) {
    Random random = new Random(fromSecond);
    for (int s = fromSecond; s < toSecond; s += 10) {
      Event.Builder cart =
          TestEvents.event("cart" + s, "shop/cart", START.plusSeconds(s).toString())
              .metric("cpu", cpu + random.nextGaussian());
      Event.Builder web =
          TestEvents.event("web" + s, "shop/web", START.plusSeconds(s).toString())
              .logLevel(random.nextDouble() < errors ? Level.ERROR : Level.INFO);
      driver.send(cart);
      driver.send(web);
    }
  }
}
