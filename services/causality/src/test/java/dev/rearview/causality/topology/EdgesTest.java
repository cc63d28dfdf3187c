package dev.rearview.causality.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rearview.causality.edge.Basis;
import dev.rearview.causality.edge.Edge;
import dev.rearview.model.Event;
import dev.rearview.model.Kind;
import dev.rearview.model.Level;
import dev.rearview.testkit.TestEvents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EdgesTest {
  private CausalityDriver driver = new CausalityDriver();

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void aCallGoesToTheCalleeAndAFailureComesBack() {
    driver.send(span("caller", "shop/checkout", 0, "a", null));
    driver.send(span("callee", "shop/payment", 10, "b", "a"));
    driver.send(span("callee fails", "shop/payment", 20, "b", "a").logLevel(Level.ERROR));
    driver.send(span("caller fails", "shop/checkout", 30, "a", null).logLevel(Level.ERROR));
    List<Edge> edges = driver.edges();
    assertThat(edges).filteredOn(e -> is(e, "caller", "callee")).hasSize(1);
    assertThat(edges)
        .filteredOn(e -> is(e, "callee fails", "caller fails"))
        .singleElement()
        .satisfies(e -> {
          assertThat(e.basis()).isEqualTo(Basis.TRACE);
          assertThat(e.confidence()).isGreaterThan(0.8);
          assertThat(e.reason()).contains("shop/payment", "failed");
        });
    assertThat(edges).noneMatch(e -> is(e, "caller fails", "callee fails"));
  }

  @Test
  void twoFailedSpansOfOneEventEachAreNotEachOthersCause() {
    driver.send(span("callee", "shop/payment", 20, "b", "a").logLevel(Level.ERROR));
    driver.send(span("caller", "shop/checkout", 10, "a", null).logLevel(Level.ERROR));
    assertThat(driver.edges())
        .singleElement()
        .matches(e -> is(e, "callee", "caller"), "from callee to caller");
  }

  @Test
  void aNamedCauseMayComeAfterItsEffect() {
    driver.send(event("effect", "shop/cart", 5).causeIds(List.of(TestEvents.id("cause"))));
    assertThat(driver.edges()).isEmpty();
    driver.send(event("cause", "shop/catalog", 0));
    assertThat(driver.edges())
        .singleElement()
        .satisfies(e -> {
          assertThat(is(e, "cause", "effect")).isTrue();
          assertThat(e.basis()).isEqualTo(Basis.EXPLICIT);
        });
  }

  @Test
  void ofTheSameRequestSessionOrConfiguredAttributeThePreviousEventIsTheCause() {
    driver.send(event("r1", "shop/web", 0).requestId("r").sessionId("s"));
    driver.send(event("r2", "shop/cart", 100).requestId("r").sessionId("s"));
    driver.send(event("r3", "shop/cart", 200).requestId("r"));
    driver.send(event("o1", "shop/payment", 300).attribute("order_id", "17"));
    driver.send(event("o2", "shop/mail", 400).attribute("order_id", "17"));
    driver.send(event("o3", "shop/mail", 500).attribute("unnamed", "17"));
    List<Edge> edges = driver.edges();
    assertThat(pairs(edges)).containsExactlyInAnyOrder("r1>r2", "r2>r3", "o1>o2");
    assertThat(edges)
        .filteredOn(e -> is(e, "o1", "o2"))
        .first()
        .matches(e -> e.reason().contains("order_id '17'") && e.confidence() < 0.5);
  }

  @Test
  void anEventThatComesBetweenTakesTheEdgeOver() {
    driver.send(event("first", "shop/web", 0).requestId("r"));
    driver.send(event("third", "shop/web", 200).requestId("r"));
    driver.send(event("second", "shop/cart", 100).requestId("r"));
    assertThat(pairs(driver.edges())).containsExactlyInAnyOrder("first>second", "second>third");
    assertThat(pairs(driver.log().causes("default", id("third"), 10)))
        .containsExactly("second>third");
  }

  @Test
  void troubleAtADependencyExplainsTroubleAtItsDependentHoweverTheyArrive() {
    Event.Builder depends = event("declares", "shop/checkout", 0).dependencyIds(List.of("shop/db"));
    Event.Builder full =
        TestEvents.error("full", "shop/db", at(60_000), "connection pool exhausted");
    Event.Builder fails = TestEvents.error("fails", "shop/checkout", at(62_000), "no connection");
    for (List<Event.Builder> order :
        List.of(
            List.of(depends, full, fails),
            List.of(fails, full, depends),
            List.of(full, fails, depends),
            List.of(fails, depends, full))) {
      try (CausalityDriver fresh = new CausalityDriver()) {
        order.forEach(fresh::send);
        assertThat(fresh.edges())
            .singleElement()
            .satisfies(e -> {
              assertThat(is(e, "full", "fails")).isTrue();
              assertThat(e.basis()).isEqualTo(Basis.DEPENDENCY);
              assertThat(e.reason()).contains("shop/checkout depends on shop/db");
            });
      }
    }
  }

  @Test
  void aDeploymentExplainsTheErrorsThatFollowItAtTheSameComponentButNotThoseBefore() {
    driver.send(TestEvents.error("before", "shop/cart", at(0), "once"));
    driver.send(event("deploy", "shop/cart", 10_000).kind(Kind.DEPLOY).message("2.4"));
    driver.send(TestEvents.error("after", "shop/cart", at(20_000), "null price"));
    driver.send(TestEvents.error("much later", "shop/cart", at(3_600_000), "null price"));
    assertThat(driver.edges())
        .singleElement()
        .matches(e -> is(e, "deploy", "after") && e.basis() == Basis.COMPONENT);
  }

  @Test
  void everyEdgeIsWrittenUnderItsEffectAndUnderItsCause() {
    driver.send(event("a", "shop/web", 0).requestId("r"));
    driver.send(event("b", "shop/web", 1).requestId("r"));
    assertThat(driver.edgeRecords())
        .extracting(r -> r.key())
        .containsExactlyInAnyOrder("default|" + id("a"), "default|" + id("b"));
    assertThat(driver.log().effects("default", id("a"), 10)).hasSize(1);
    assertThat(driver.log().causes("default", id("b"), 10)).hasSize(1);
    assertThat(driver.log().event("default", id("a"))).isPresent();
  }

  @Test
  void theSameEventTwiceChangesNothing() {
    Event a = event("a", "shop/web", 0).requestId("r").globalSeq(1).build();
    Event b = event("b", "shop/web", 1).requestId("r").globalSeq(2).build();
    driver.sendNumbered(a);
    driver.sendNumbered(b);
    assertThat(driver.edgeRecords()).hasSize(2);
    driver.sendNumbered(a);
    driver.sendNumbered(b);
    assertThat(driver.edgeRecords()).isEmpty();
  }

  @Test
  void anyOrderOfArrivalGivesTheSameEdges() {
    List<Event.Builder> events = mixed();
    Set<String> expected = null;
    for (long seed = 0; seed < 12; seed++) {
      List<Event> shuffled = new ArrayList<>();
      for (int i = 0; i < events.size(); i++) {
        shuffled.add(events.get(i).globalSeq(i + 1).build());
      }
      if (seed > 0) {
        Collections.shuffle(shuffled, new Random(seed));
      }
      try (CausalityDriver fresh = new CausalityDriver()) {
        shuffled.forEach(fresh::sendNumbered);
        Set<String> edges =
            fresh.edges().stream()
                .map(e -> e.identity() + " " + e.confidence() + " " + e.reason())
                .collect(Collectors.toSet());
        expected = expected == null ? edges : expected;
        assertThat(edges).as("seed %d", seed).isEqualTo(expected).isNotEmpty();
      }
    }
  }

  @Test
  void whatIsOldOrTooMuchIsForgotten() {
    driver.close();
    driver =
        new CausalityDriver(
            new Retention(Duration.ofHours(2), Duration.ofHours(1), 1_000), List.of());
    for (int i = 0; i < 1_200; i++) {
      driver.send(event("e" + i, "shop/web", i).requestId("r"));
    }
    driver.advance(Duration.ofSeconds(11));
    assertThat(driver.log().event("default", id("e0"))).isEmpty();
    assertThat(driver.log().event("default", id("e1199"))).isPresent();
    assertThat(driver.log().session("default", "r")).hasSizeLessThanOrEqualTo(256);

    driver.advance(Duration.ofMinutes(61));
    assertThat(driver.log().session("default", "r")).isEmpty();
    driver.advance(Duration.ofMinutes(61));
    assertThat(driver.log().event("default", id("e1199"))).isEmpty();
    assertThat(driver.log().causes("default", id("e1199"), 10)).isEmpty();
  }

  private static List<Event.Builder> mixed() {
    List<Event.Builder> events = new ArrayList<>();
    events.add(event("w", "shop/web", 0).dependencyIds(List.of("shop/cart")));
    for (int i = 0; i < 6; i++) {
      int at = 1_000 * i;
      events.add(span("s" + i, "shop/web", at, "p" + i, null).requestId("r" + i % 2));
      events.add(
          span("t" + i, "shop/cart", at + 30, "q" + i, "p" + i)
              .logLevel(Level.ERROR)
              .message("pool exhausted")
              .sessionId("s"));
      events.add(
          span("u" + i, "shop/web", at + 60, "p" + i, null).logLevel(Level.ERROR).sessionId("s"));
    }
    events.add(event("d", "shop/cart", 500).kind(Kind.DEPLOY));
    events.add(event("x", "shop/cart", 700).causeIds(List.of(TestEvents.id("d"))));
    return events;
  }

  private static Event.Builder span(
      String name, String component, long ms, String span, String parent) {
    return event(name, component, ms)
        .kind(Kind.SPAN)
        .traceId("trace")
        .spanId(span)
        .parentSpanId(parent);
  }

  private static Event.Builder event(String name, String component, long ms) {
    return TestEvents.event(name, component, at(ms));
  }

  private static String at(long ms) {
    return java.time.Instant.parse("2024-01-15T15:40:00Z").plusMillis(ms).toString();
  }

  private static String id(String name) {
    return TestEvents.id(name).toString();
  }

  private static boolean is(Edge edge, String cause, String effect) {
    return edge.causeId().equals(id(cause)) && edge.effectId().equals(id(effect));
  }

  private static List<String> pairs(List<Edge> edges) {
    List<String> names = List.of("r1", "r2", "r3", "o1", "o2", "o3", "first", "second", "third");
    return edges.stream()
        .map(e -> name(names, e.causeId()) + ">" + name(names, e.effectId()))
        .distinct()
        .toList();
  }

  private static String name(List<String> names, String id) {
    return names.stream().filter(n -> id(n).equals(id)).findFirst().orElse(id);
  }
}
