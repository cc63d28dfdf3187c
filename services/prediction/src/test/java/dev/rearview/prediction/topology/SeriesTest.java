package dev.rearview.prediction.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rearview.model.Event;
import dev.rearview.model.Kind;
import dev.rearview.model.Level;
import dev.rearview.prediction.series.Assignment;
import dev.rearview.prediction.series.Buckets;
import dev.rearview.prediction.series.Component;
import dev.rearview.testkit.TestEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SeriesTest {
  private static final Instant START = Instant.parse("2024-01-15T15:00:00Z");

  private PredictionDriver driver = new PredictionDriver();

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void eventsErrorsAndMetricsAreCountedByTheMinuteOfTheirEventTime() {
    driver.send(at("a", 5).metric("cpu", 40));
    driver.send(at("b", 20).metric("cpu", 50).logLevel(Level.ERROR));
    driver.send(at("c", 130).metric("cpu", 70));
    assertThat(read("event_rate", 0, 240)).containsExactly(2, 0, 1, 0);
    assertThat(read("error_rate", 0, 180)).containsExactly(50, Double.NaN, 0);
    assertThat(read("cpu", 0, 180)).containsExactly(45, Double.NaN, 70);
  }

  @Test
  void onlyWholeMinutesOfTheRangeAreRead() {
    driver.send(at("a", 5));
    driver.send(at("b", 65));
    driver.send(at("c", 125));
    assertThat(read("event_rate", 30, 150)).containsExactly(1);
    assertThat(read("event_rate", 60, 119)).isEmpty();
  }

  @Test
  void whatTheComponentReportsAsItsErrorRateIsBelieved() {
    driver.send(at("a", 5).metric("error_rate", 0.02).logLevel(Level.ERROR));
    assertThat(read("error_rate", 0, 60)).containsExactly(0.02);
  }

  @Test
  void anyOrderOfArrivalGivesTheSameSeries() {
    List<Event.Builder> events = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      events.add(
          at("e" + i, i * 17)
              .metric("cpu", i % 13)
              .stateDelta(i % 10 == 0 ? "{\"replicas\":%d}".formatted(i % 7) : "{}"));
    }
    events.forEach(driver::send);
    double[] expected = read("cpu", 0, 7_200);
    List<String> set = values("/replicas");
    Collections.shuffle(events, new Random(3));
    driver.close();
    driver = new PredictionDriver();
    events.forEach(driver::send);
    assertThat(read("cpu", 0, 7_200)).containsExactly(expected, within());
    assertThat(values("/replicas")).isEqualTo(set).hasSize(40);
  }

  @Test
  void theNewestSevenDaysAreKept() {
    for (int hour = 0; hour < 200; hour++) {
      driver.send(at("h" + hour, hour * 3_600).metric("cpu", hour));
    }
    assertThat(driver.entries(StoreNames.SERIES)).isBetween(2 * 167, 2 * 171);
    driver.send(at("too late", 0).metric("cpu", 1));
    assertThat(read("cpu", 0, 60)).containsExactly(Double.NaN);
    assertThat(read("cpu", 199 * 3_600, 199 * 3_600 + 60)).containsExactly(199);
  }

  @Test
  void aClockThatIsAheadDoesNotMakeThePresentOld() {
    Instant ahead = START.plus(Duration.ofDays(30));
    driver.send(
        TestEvents.event("ahead", "shop/cart", ahead.toString()).observedMs(START.toEpochMilli()));
    driver.send(at("now", 30).metric("cpu", 3));
    assertThat(read("cpu", 0, 60)).containsExactly(3);
  }

  @Test
  void metricsPathsAndChangesAreBounded() {
    driver.close();
    driver = new PredictionDriver(new Bounds(Duration.ofDays(7), 3, 2, 10));
    for (int i = 0; i < 20; i++) {
      driver.send(
          at("m" + i, i).metric("m" + i, i).stateDelta("{\"p%d\":1,\"n\":%d}".formatted(i, i)));
    }
    assertThat(component().metrics()).containsExactly("m0", "m1", "m2");
    assertThat(driver.entries(StoreNames.ASSIGNMENTS)).isEqualTo(2);
    assertThat(values("/n")).hasSize(10).endsWith("19");
  }

  @Test
  void whatDeltasAndDeployEventsSetIsKept() {
    driver.send(at("a", 0).stateDelta("{\"config\":{\"a/b\":true},\"image\":\"cart:2.3\"}"));
    driver.send(at("b", 1).kind(Kind.DEPLOY).attribute("image", "cart:2.4"));
    driver.send(at("c", 2).kind(Kind.DEPLOY).attribute("replicas", "3"));
    assertThat(values("/image")).containsExactly("\"cart:2.3\"", "\"cart:2.4\"");
    assertThat(values("/config/a~1b")).containsExactly("true");
    assertThat(values("/replicas")).containsExactly("3");
  }

  @Test
  void dependenciesAreKnownAsOfATime() {
    driver.send(at("b", 100).dependencyIds(List.of("shop/db", "shop/mail")));
    driver.send(at("a", 0).dependencyIds(List.of("shop/db")));
    assertThat(component().dependenciesAt(START.plusSeconds(50).toEpochMilli()))
        .containsExactly("shop/db");
    assertThat(component().dependenciesAt(START.plusSeconds(100).toEpochMilli()))
        .containsExactly("shop/db", "shop/mail");
  }

  private static org.assertj.core.data.Offset<Double> within() {
    return org.assertj.core.data.Offset.offset(1e-9);
  }

  private Component component() {
    return driver.log().component("default", "shop/cart").orElseThrow();
  }

  private double[] read(String metric, int fromSecond, int toSecond) {
    Buckets buckets =
        driver
            .log()
            .read(
                "default",
                component(),
                metric,
                START.plusSeconds(fromSecond).toEpochMilli(),
                START.plusSeconds(toSecond).toEpochMilli());
    return buckets.values();
  }

  private List<String> values(String path) {
    return driver.log().assignments("default", "shop/cart", path).stream()
        .map(Assignment::value)
        .toList();
  }

  private static Event.Builder at(String name, int second) {
    return TestEvents.event(name, "shop/cart", START.plusSeconds(second).toString());
  }
}
