package dev.rearview.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rearview.demo.story.DemoStory;
import dev.rearview.model.Event;
import dev.rearview.model.Kind;
import dev.rearview.model.Level;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the TimeQL page's examples ask about is there, with the shortest history. */
class DemoStoryTest {
  @TempDir static Path folder;
  private static List<Written.Line> lines = List.of();
  private static List<Event> events = List.of();

  @BeforeAll
  static void write() throws IOException {
    Written.write(folder, 1, Duration.ZERO, 60);
    lines = Written.lines(folder);
    events = Written.events(folder);
  }

  private static Instant time(String hourMinuteSecond) {
    return Instant.parse("2024-01-15T" + hourMinuteSecond + "Z");
  }

  private static List<Written.Line> lines(String app, Predicate<JsonNode> that) {
    return lines.stream().filter(l -> l.of(app) && that.test(l.json())).toList();
  }

  private static boolean text(JsonNode json, String field, String value) {
    return json.path(field).asText().equals(value);
  }

  private static Event event(Predicate<Event> that) {
    return events.stream().filter(that).findFirst().orElseThrow();
  }

  private static boolean metric(Event event, String name, double above) {
    return event.metrics().getOrDefault(name, 0.0) > above;
  }

  @Test
  void anErrorWithATimeoutAndItsLatency() {
    assertThat(
            lines(
                "checkout",
                j ->
                    text(j, "level", "ERROR")
                        && j.path("message").asText().contains("timeout after 731ms")
                        && j.path("latency_ms").asInt() > 500))
        .anyMatch(l -> l.at().toString().startsWith("2024-01-15T15:47:23"));
  }

  @Test
  void severalServerErrorsWithUsersWithinAMinute() {
    Map<String, Integer> byMinute = new TreeMap<>();
    lines("checkout", j -> j.path("status").asInt() >= 500 && j.has("user_id"))
        .forEach(l -> byMinute.merge(l.at().toString().substring(0, 16), 1, Integer::sum));
    assertThat(byMinute.values()).anyMatch(count -> count > 1);
  }

  @Test
  void durationsInMessages() {
    assertThat(lines).anyMatch(l -> l.text().contains("took 12ms"));
  }

  @Test
  void linesOfRequestsThatFailedInTheLastTenMinutes() {
    assertThat(
            lines(
                "api-gateway",
                j -> text(j, "log.level", "ERROR") && !j.path("request_id").asText().isEmpty()))
        .anyMatch(l -> l.at().isAfter(time("15:45:00")));
    assertThat(lines.stream().filter(l -> l.text().contains(DemoStory.FAILED_REQUEST)))
        .extracting(l -> l.file().split("/", -1)[5])
        .contains("api-gateway", "auth", "cart", "checkout", "inventory");
  }

  @Test
  void warningsInThePreviousContainerOfACartPod() {
    List<Written.Line> restarted =
        lines.stream().filter(l -> l.of("cart") && l.file().endsWith("/1.log")).toList();
    assertThat(restarted).isNotEmpty();
    String pod = restarted.getFirst().pod();
    assertThat(pod).startsWith("cart-7d");
    assertThat(lines)
        .anyMatch(l ->
            l.pod().equals(pod) && l.file().endsWith("/0.log") && text(l.json(), "level", "warn"));
  }

  @Test
  void checkoutWritesAfterTheStart() {
    assertThat(lines("checkout", j -> text(j, "service", "checkout")))
        .anyMatch(l -> l.at().isAfter(Written.AT));
  }

  @Test
  void cpuAndThenMemoryAreHigh() {
    Event cpu = event(e -> metric(e, "cpu", 80));
    assertThat(events)
        .anyMatch(e ->
            metric(e, "memory", 90)
                && e.componentId().equals(cpu.componentId())
                && e.timestampMs() > cpu.timestampMs()
                && e.timestampMs() <= cpu.timestampMs() + 300_000);
  }

  @Test
  void loginsThatFailBeforeThePasswordIsChangedFromElsewhere() {
    Pattern login = Pattern.compile("msg=\"login failed.*\" user_id=u-1913 ip=203.0.113.7");
    Pattern change = Pattern.compile("msg=\"password changed\" user_id=u-1913 ip=198.51.100.23");
    assertThat(lines.stream().filter(l -> login.matcher(l.text()).find())).hasSize(4);
    assertThat(lines.stream().filter(l -> change.matcher(l.text()).find())).hasSize(1);
    assertThat(lines)
        .noneMatch(l -> l.text().contains("mfa ok") && l.text().contains("u-1913"))
        .anyMatch(l -> l.text().contains("mfa ok") && l.text().contains("u-1877"));
  }

  @Test
  void sessionS42OverSeveralComponents() {
    assertThat(events.stream().filter(e -> "s-42".equals(e.sessionId())))
        .allMatch(e -> e.timestampMs() >= time("15:40:00").toEpochMilli())
        .allMatch(e -> e.timestampMs() <= time("15:50:00").toEpochMilli())
        .extracting(Event::componentId)
        .contains(
            "shop/web",
            "shop/api-gateway",
            "shop/cart",
            "shop/checkout",
            "shop/inventory",
            "shop/payment");
    assertThat(lines("cart", j -> j.path("state_delta").path("sessions").has("s-42"))).hasSize(3);
  }

  @Test
  void theVisibleErrorAndItsWayBackToThePool() {
    Event visible = event(e -> e.id().equals(DemoStory.VISIBLE_ERROR));
    assertThat(Instant.ofEpochMilli(visible.timestampMs())).isEqualTo(time("15:47:23"));
    assertThat(visible.componentId()).isEqualTo("shop/checkout");
    assertThat(visible.kind()).isEqualTo(Kind.ERROR);
    assertThat(visible.requestId()).isEqualTo("req-8831");

    Event inventory = event(e -> e.id().equals(visible.causeIds().getFirst()));
    assertThat(inventory.componentId()).isEqualTo("shop/inventory");
    Event pool = event(e -> e.id().equals(inventory.causeIds().getFirst()));
    assertThat(pool.message()).isEqualTo("connection pool exhausted: 20 of 20 in use");
    assertThat(Instant.ofEpochMilli(pool.timestampMs())).isEqualTo(time("15:43:02"));
    assertThat(events).anyMatch(e -> e.causeIds().contains(visible.id()) && e.errorOccurred());
  }

  @Test
  void stateOfTheGatewayAndChangesOfCart() {
    assertThat(events)
        .anyMatch(e -> e.componentId().equals("shop/api-gateway") && e.stateDelta() != null);
    assertThat(events)
        .anyMatch(e ->
            e.componentId().equals("shop/cart")
                && e.stateDelta() != null
                && e.timestampMs() > time("15:40:00").toEpochMilli()
                && e.timestampMs() < time("15:50:00").toEpochMilli());
  }

  @Test
  void pastChangesOfCartsReplicasAndImage() {
    List<String> deltas =
        events.stream()
            .filter(e -> e.kind() == Kind.DEPLOY && e.componentId().equals("shop/cart"))
            .filter(e -> e.timestampMs() < time("15:40:00").toEpochMilli())
            .map(e -> String.valueOf(e.stateDelta()))
            .toList();
    assertThat(deltas.stream().filter(d -> d.contains("replicas"))).hasSizeGreaterThanOrEqualTo(5);
    assertThat(deltas.stream().filter(d -> d.contains("cart:2.4"))).hasSize(3);
  }

  @Test
  void dependenciesWithACycle() {
    Event inventory = event(e -> declares(e, "shop/inventory"));
    Event catalog = event(e -> declares(e, "shop/catalog"));
    assertThat(inventory.dependencyIds()).contains("shop/catalog");
    assertThat(catalog.dependencyIds()).contains("shop/inventory");
    assertThat(event(e -> declares(e, "shop/checkout")).dependencyIds())
        .contains("shop/inventory", "shop/payment");
  }

  private static boolean declares(Event event, String component) {
    return event.componentId().equals(component) && event.dependencyIds() != null;
  }

  @Test
  void metricsOfCheckoutForForecasts() {
    assertThat(
            events.stream()
                .filter(e -> e.componentId().equals("shop/checkout") && e.kind() == Kind.METRIC)
                .filter(e -> e.metrics().keySet().contains("p99_latency")))
        .hasSizeGreaterThan(60)
        .allMatch(e -> e.metrics().containsKey("error_rate"))
        .anyMatch(e -> e.metrics().getOrDefault("error_rate", 0.0) > 0.3);
  }

  @Test
  void nothingIsPlacedInTheFutureOfItsSecond() {
    long end = Written.AT.plusSeconds(60).toEpochMilli();
    assertThat(events).allMatch(e -> e.timestampMs() < end);
    assertThat(events).filteredOn(e -> e.logLevel() == Level.ERROR).isNotEmpty();
  }

  @Test
  void noLineLooksLikeAPersonalDatum() {
    Matcher mail = Pattern.compile("[\\w.]+@[\\w.]+\\.\\w+").matcher("");
    assertThat(lines).noneMatch(l -> mail.reset(l.text()).find());
  }
}
