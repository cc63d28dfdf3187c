package dev.rearview.replay.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rearview.model.Event;
import dev.rearview.model.StateFold;
import dev.rearview.replay.MemoryLog;
import dev.rearview.replay.RefusedException;
import dev.rearview.replay.log.Cursor;
import dev.rearview.replay.session.SimulationRequest.View;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WhatIfTest {
  private final MemoryLog log = new MemoryLog(3, 2);
  private Event stored;
  private Event mailed;

  /** What the rules of the worked example would have done, as it was recorded. */
  @BeforeEach
  void anOrder() {
    log.append(
        "shop/cart",
        500,
        e ->
            e.stateDelta("{\"replicas\":1,\"open\":0,\"rows_per_item\":2,\"last\":{\"items\":0}}"));
    log.append("shop/db", 500, e -> e.stateDelta("{\"rows\":10,\"capacity\":20}"));
    log.append("shop/mail", 500, e -> e.stateDelta("{\"sent\":0}"));
    Event asked = log.append("shop/web", 1000, e -> e.sessionId("s-1").message("order"));
    Event taken =
        log.append(
            "shop/cart",
            1200,
            e ->
                e.sessionId("s-1")
                    .causeIds(List.of(asked.id()))
                    .attributes(Map.of("items", "3"))
                    .message("taken")
                    .stateDelta("{\"open\":1,\"last\":{\"items\":3}}"));
    stored =
        log.append(
            "shop/db",
            1300,
            e ->
                e.sessionId("s-1")
                    .causeIds(List.of(taken.id()))
                    .message("stored")
                    .stateDelta("{\"rows\":16}"));
    mailed =
        log.append(
            "shop/mail",
            1400,
            e ->
                e.sessionId("s-1")
                    .causeIds(List.of(stored.id()))
                    .message("mailed")
                    .stateDelta("{\"sent\":1}"));
  }

  private static String example() {
    try {
      String page = Files.readString(Path.of("rules.md"));
      int begin = page.indexOf("```yaml\n") + 8;
      return page.substring(begin, page.indexOf("```", begin));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private List<Frame> run(String rules, StateOverride... overrides) {
    return run(rules, 0, View.all(), overrides);
  }

  private List<Frame> run(String rules, long stepMs, View view, StateOverride... overrides) {
    List<Frame> frames = new ArrayList<>();
    SimulationRequest request =
        new SimulationRequest(
            "default", "s-1", null, null, stepMs, List.of(overrides), rules, view);
    try (Cursor<Frame> cursor = log.service().simulation().run(request)) {
      cursor.forEachRemaining(frames::add);
    }
    return frames;
  }

  private static List<String> departures(List<Frame> frames) {
    return frames.stream()
        .flatMap(frame -> frame.departures().stream())
        .map(d -> "%d %s %s%s".formatted(d.atMs(), d.kind().wireName(), d.componentId(), d.path()))
        .toList();
  }

  private static Object state(Frame frame, String component) {
    return frame.states().stream()
        .filter(s -> s.componentId().equals(component))
        .map(s -> StateFold.read(s.state()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void rulesThatDoWhatWasRecordedDepartNowhere() {
    List<Frame> frames = run(example());
    assertThat(departures(frames)).isEmpty();
    assertThat(frames)
        .allSatisfy(frame -> {
          assertThat(frame.firstDeparture()).isNull();
          assertThat(frame.states()).noneMatch(Frame.ComponentState::simulated);
        });
    assertThat(frames)
        .flatExtracting(Frame::messages)
        .extracting(m -> "%d %s>%s %s".formatted(m.atMs(), m.from(), m.to(), m.basis().wireName()))
        .containsExactly(
            "1200 shop/web>shop/cart recorded",
            "1300 shop/cart>shop/db simulated",
            "1400 shop/db>shop/mail simulated");
    assertThat(frames.get(2).messages().getFirst().payload()).isEqualTo("{\"rows\":6}");
  }

  @Test
  void whatIsNotSentHasNoConsequences() {
    List<Frame> frames = run(example(), new StateOverride("shop/cart", "{\"replicas\":0}", 1100L));
    assertThat(departures(frames))
        .containsExactly(
            "1100 set shop/cart/replicas",
            "1200 differs shop/cart/last/items",
            "1200 differs shop/cart/open",
            "1300 absent shop/db",
            "1300 differs shop/db/rows",
            "1400 absent shop/mail",
            "1400 differs shop/mail/sent");
    Frame last = frames.getLast();
    assertThat(last.firstDeparture()).isNotNull();
    assertThat(last.firstDeparture().text()).isEqualTo("shop/cart/last/items is 0, recorded was 3");
    assertThat(state(last, "shop/db")).isEqualTo(StateFold.read("{\"rows\":10,\"capacity\":20}"));
    assertThat(state(last, "shop/mail")).isEqualTo(StateFold.read("{\"sent\":0}"));
    Departure absent = frames.get(2).departures().getFirst();
    assertThat(absent.eventId()).isEqualTo(stored.id().toString());
    assertThat(absent.text()).contains("shop/cart sends no message that leads to it");
    assertThat(frames.getLast().departures().getFirst().eventId())
        .isEqualTo(mailed.id().toString());
    assertThat(frames.getLast().messages()).isEmpty();
    assertThat(frames.get(2).events()).as("the record is shown").hasSize(1);
  }

  @Test
  void anotherValueRunsThroughToWhatItDecides() {
    List<Frame> frames =
        run(example(), new StateOverride("shop/cart", "{\"rows_per_item\":3}", null));
    assertThat(departures(frames))
        .containsExactly("1000 set shop/cart/rows_per_item", "1300 differs shop/db/rows");
    assertThat(frames.get(2).departures().getFirst().simulated()).isEqualTo("19");
    assertThat(frames.get(2).departures().getFirst().recorded()).isEqualTo("16");
    assertThat(state(frames.getLast(), "shop/mail")).isEqualTo(StateFold.read("{\"sent\":1}"));
    List<Frame> full =
        run(example(), new StateOverride("shop/cart", "{\"rows_per_item\":4}", null));
    assertThat(departures(full))
        .as("12 rows do not fit")
        .containsExactly(
            "1000 set shop/cart/rows_per_item",
            "1300 differs shop/db/rows",
            "1400 absent shop/mail",
            "1400 differs shop/mail/sent");
  }

  @Test
  void withoutRulesTheRecordGoesOn() {
    List<Frame> frames =
        run("rules: []", new StateOverride("shop/cart", "{\"replicas\":0}", 1100L));
    assertThat(departures(frames)).containsExactly("1100 set shop/cart/replicas");
    assertThat(frames.getLast().firstDeparture()).isNull();
  }

  @Test
  void configuredRulesActWhereSomethingIsChanged() {
    MemoryLog configured = log.withRules(example());
    SimulationRequest plain =
        new SimulationRequest("default", "s-1", null, null, 0, List.of(), null, View.all());
    List<Frame> frames = new ArrayList<>();
    configured.service().simulation().run(plain).forEachRemaining(frames::add);
    assertThat(frames)
        .flatExtracting(Frame::messages)
        .extracting(m -> m.basis().wireName())
        .containsOnly("recorded");
    StateOverride none = new StateOverride("shop/cart", "{\"replicas\":0}", 1100L);
    assertThat(departures(run(null, none))).contains("1400 absent shop/mail");
  }

  @Test
  void everyFrameIsTheSameHoweverItIsReached() {
    StateOverride override = new StateOverride("shop/cart", "{\"rows_per_item\":4}", 1100L);
    for (long step : new long[] {0, 30, 200}) {
      List<Frame> all = run(example(), step, View.all(), override);
      for (int first = 0; first < all.size(); first++) {
        List<Frame> rest = run(example(), step, View.from(first), override);
        assertThat(rest).isEqualTo(all.subList(first, all.size()));
      }
      List<Frame> back = run(example(), step, new View(null, null, true, 10_000), override);
      assertThat(back).isEqualTo(all.reversed());
      assertThat(run(example(), step, new View(2, null, true, 2), override))
          .containsExactly(all.get(2), all.get(1));
      Frame sought = run(example(), step, new View(null, 1250L, false, 1), override).getFirst();
      assertThat(sought.atMs()).isGreaterThanOrEqualTo(1250);
      assertThat(all.get(sought.index() - 1).atMs()).isLessThan(1250);
    }
  }

  @Test
  void whatNobodyRecordedArrivesAtOnce() {
    log.append("shop/audit", 400, e -> e.stateDelta("{\"seen\":0}"));
    List<Frame> frames =
        run(
            """
            rules:
              - name: tell
                component: shop/cart
                on: message
                set: {open: '1', /last/items: '3'}
                send: [{to: shop/audit, payload: "{'n': 2}"}, {to: shop/db}]
              - name: count
                component: shop/audit
                on: message from shop/cart
                set: {seen: state.seen + message.payload.n}
            """);
    assertThat(departures(frames)).containsExactly("1200 differs shop/audit/seen");
    assertThat(frames.get(1).messages())
        .extracting(m -> m.from() + ">" + m.to() + " " + m.payload())
        .containsExactly("shop/web>shop/cart taken", "shop/cart>shop/audit {\"n\":2}");
    assertThat(state(frames.getLast(), "shop/audit")).isEqualTo(StateFold.read("{\"seen\":2}"));
    assertThat(state(frames.getLast(), "shop/db"))
        .as("no rule hears it there, so that it does what was recorded")
        .isEqualTo(StateFold.read("{\"rows\":16,\"capacity\":20}"));
  }

  @Test
  void spansLeadToConsequencesToo() {
    log.append("shop/web", 2000, e -> e.sessionId("s-1").traceId("t").spanId("web"));
    log.append(
        "shop/cart",
        2100,
        e ->
            e.sessionId("s-1")
                .traceId("t")
                .spanId("cart")
                .parentSpanId("web")
                .attributes(Map.of("items", "1"))
                .stateDelta("{\"open\":2,\"last\":{\"items\":1}}"));
    log.append(
        "shop/db",
        2200,
        e -> e.sessionId("s-1").traceId("t").parentSpanId("cart").stateDelta("{\"rows\":18}"));
    assertThat(departures(run(example()))).isEmpty();
    assertThat(
            departures(run(example(), new StateOverride("shop/cart", "{\"replicas\":0}", 1500L))))
        .containsExactly(
            "1500 set shop/cart/replicas",
            "2100 differs shop/cart/last/items",
            "2100 differs shop/cart/open",
            "2200 absent shop/db",
            "2200 differs shop/db/rows");
  }

  @Test
  void whatWasRecordedFarBehindItsCauseArrivedAtOnceAndHappensOnce() {
    MemoryLog far = new MemoryLog(2, 10);
    Event asked = far.append("shop/web", 1000, e -> e.sessionId("s-1"));
    Event taken =
        far.append(
            "shop/cart", 1001, e -> e.sessionId("s-1").causeIds(List.of(asked.id())).message("m"));
    for (int i = 0; i < Followers.MAX_AHEAD + 5; i++) {
      far.append("shop/web", 1002 + i, e -> e.sessionId("s-1"));
    }
    far.append(
        "shop/db",
        5000,
        e -> e.sessionId("s-1").causeIds(List.of(taken.id())).stateDelta("{\"n\":1}"));
    String rules =
        """
        rules:
          - {name: a, component: shop/cart, on: message, send: [{to: shop/db}]}
          - {name: b, component: shop/db, on: message, set: {n: "has(state.n) ? state.n + 1 : 1"}}
        """;
    SimulationRequest request =
        new SimulationRequest("default", "s-1", null, null, 0, List.of(), rules, View.all());
    List<Frame> frames = new ArrayList<>();
    far.service().simulation().run(request).forEachRemaining(frames::add);
    assertThat(departures(frames))
        .containsExactly("1001 differs shop/db/n", "5000 again shop/db/n");
  }

  private void refused(String rules, String code, String... says) {
    assertThatThrownBy(() -> run(rules))
        .isInstanceOfSatisfying(RefusedException.class, e -> assertThat(e.code()).isEqualTo(code))
        .message()
        .contains(says);
  }

  @Test
  void rulesWithoutEndAreStoppedAndNamed() {
    String ping =
        """
        rules:
          - name: ping
            component: shop/cart
            on: message
            send: [{to: shop/mail}]
          - name: pong
            component: shop/mail
            on: message from shop/cart
            send: [{to: shop/cart}]
        """;
    refused(
        ping,
        "endless_messages",
        "more than 16 times",
        "rule 'ping' (request, line 2, column 5)",
        "rule 'pong' (request, line 6, column 5)");
    String flood =
        """
        rules:
          - name: flood
            component: shop/mail
            on: message
            where: message.basis != 'x'
            send: [%s]
          - name: start
            component: shop/cart
            on: message from shop/web
            send: [{to: shop/mail}]
          - name: again
            component: shop/cart
            on: message from shop/mail
            send: [%s]
        """
            .formatted("{to: shop/cart}, ".repeat(40), "{to: shop/mail}, ".repeat(40));
    refused(flood, "endless_messages", "more than 1000 messages");
  }

  @Test
  void whatIsWrongWithARuleIsSaid() {
    String rule =
        """
        rules:
          - name: r
            component: %s
            on: message
            set: {x: "%s"}
        """;
    refused(
        rule.formatted("shop/crat", "1"),
        "unknown_component",
        "request, line 3, column 16 names 'shop/crat'");
    refused(
        rule.formatted("shop/cart", "state.nothing"),
        "rule_failed",
        "rule 'r', set x (request, line 5, column 14)",
        "nothing");
    refused(rule.formatted("shop/cart", "stat"), "bad_rules", "rule 'r'", "line 5, column 15");
    String big =
        "[%s]"
            .formatted(
                String.join(",", java.util.Collections.nCopies(40, "state.long + state.long")));
    log.append(
        "shop/cart", 600, e -> e.stateDelta("{\"long\":\"%s\"}".formatted("y".repeat(8_000))));
    refused(
        rule.formatted("shop/cart", big),
        "rule_failed",
        "rule 'r' (request, line 2, column 5)",
        "at most 262144");
    assertThatThrownBy(() -> run(null, new StateOverride("shop/crat", "{\"x\":1}", null)))
        .hasMessageContaining("'shop/crat'");
  }
}
