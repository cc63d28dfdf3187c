package dev.rearview.prediction.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rearview.model.Event;
import dev.rearview.model.Level;
import dev.rearview.prediction.forecast.Forecasts.Question;
import dev.rearview.prediction.topology.PredictionDriver;
import dev.rearview.testkit.TestClock;
import dev.rearview.testkit.TestEvents;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ForecastsTest {
  private static final Instant START = Instant.parse("2024-01-15T13:00:00Z");
  private static final long FROM = START.plusSeconds(7_200).toEpochMilli();

  private final PredictionDriver driver = new PredictionDriver();
  private final TestClock clock = TestClock.at("2024-01-15T18:00:00Z");

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void everySeriesIsForecastWithIntervalsUnitAndConfidence() {
    live(0, 7_200, 5);
    List<Prediction> all = predict(List.of(), List.of());
    assertThat(all)
        .extracting(Prediction::metric)
        .containsExactly("event_rate", "error_rate", "cpu", "p99_latency");
    assertThat(all)
        .extracting(Prediction::unit)
        .containsExactly("events/min", "percent", "percent", "ms");
    assertThat(all)
        .allSatisfy(p -> {
          assertThat(p.conclusive()).as(p.reason()).isTrue();
          assertThat(p.points()).hasSize(10);
          assertThat(p.points())
              .allMatch(x -> x.low() <= x.value() && x.value() <= x.high() && x.low() >= 0);
          assertThat(p.confidence()).isBetween(0.5, 1.0);
          assertThat(p.cases()).isGreaterThan(100);
        });
    assertThat(all.get(2).points().getFirst().value()).isBetween(35.0, 45.0);
    assertThat(all.get(2).points().getFirst().atMs()).isEqualTo(FROM + 60_000);
  }

  @Test
  void nothingAfterTheBeginningIsUsedAndWhatCameStandsBeside() {
    live(0, 7_200, 5);
    List<Prediction> before = predict(List.of(), List.of());
    live(7_200, 9_000, 50);
    List<Prediction> after = predict(List.of(), List.of());
    assertThat(after).hasSameSizeAs(before);
    for (int i = 0; i < before.size(); i++) {
      for (int k = 0; k < 10; k++) {
        Prediction.Point was = before.get(i).points().get(k);
        Prediction.Point is = after.get(i).points().get(k);
        assertThat(List.of(is.atMs(), is.value(), is.low(), is.high()))
            .isEqualTo(List.of(was.atMs(), was.value(), was.low(), was.high()));
        assertThat(was.actual()).isNull();
        assertThat(is.actual()).isNotNull();
      }
      assertThat(after.get(i).confidence()).isEqualTo(before.get(i).confidence());
    }
    assertThat(after.get(2).points().getLast().actual()).isGreaterThan(70);
  }

  @Test
  void tooFewValuesAreInconclusiveAndSaidSo() {
    live(0, 1_200, 5);
    long from = START.plusSeconds(1_200).toEpochMilli();
    List<Prediction> all =
        new Forecasts(driver.log(), clock)
            .predict(new Question("default", from, 600_000, List.of("cpu"), List.of()));
    assertThat(all)
        .singleElement()
        .matches(p -> !p.conclusive() && p.points().isEmpty() && p.cases() == 20)
        .satisfies(p -> assertThat(p.reason()).contains("20 values", "at least 30"));
  }

  @Test
  void aSeriesThatHasFallenSilentAndAComponentNobodyKnowsAreInconclusive() {
    live(0, 6_000, 5);
    List<Prediction> all = predict(List.of("cpu"), List.of("shop/cart", "shop/nobody"));
    assertThat(all).allMatch(p -> !p.conclusive());
    assertThat(all).extracting(Prediction::reason).anyMatch(r -> r.contains("has reported no cpu"));
    assertThat(all)
        .extracting(Prediction::reason)
        .anyMatch(r -> r.contains("nothing is known of shop/nobody"));
  }

  @Test
  void aLongHorizonHasWiderPointsRatherThanMore() {
    live(0, 7_200, 5);
    List<Prediction> all =
        new Forecasts(driver.log(), clock)
            .predict(new Question("default", FROM, 3 * 3_600_000, List.of("cpu"), List.of()));
    assertThat(all.getFirst().points()).hasSize(60);
    assertThat(all.getFirst().points().getLast().atMs()).isEqualTo(FROM + 3 * 3_600_000);
  }

  @Test
  void aHorizonThatIsNoneIsRefused() {
    assertThatThrownBy(() -> new Question("default", FROM, 0, List.of(), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private List<Prediction> predict(List<String> metrics, List<String> components) {
    return new Forecasts(driver.log(), clock)
        .predict(new Question("default", FROM, 600_000, metrics, components));
  }

  /** An event each six seconds, with load; more of it after the first two hours. */
  private void live(int fromSecond, int toSecond, double latency) {
    Random random = new Random(fromSecond);
    for (int s = fromSecond; s < toSecond; s += 6) {
      Event.Builder event =
          TestEvents.event("e" + s, "shop/cart", START.plusSeconds(s).toString())
              .logLevel(random.nextDouble() < 0.1 ? Level.ERROR : Level.INFO)
              .metric("cpu", (fromSecond > 0 ? 80 : 40) + 3 * random.nextGaussian())
              .metric("p99_latency", latency + random.nextDouble());
      driver.send(event);
    }
  }
}
