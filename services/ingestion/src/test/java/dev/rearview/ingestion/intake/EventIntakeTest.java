package dev.rearview.ingestion.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rearview.ingestion.redaction.RedactionSettings;
import dev.rearview.ingestion.redaction.Redactor;
import dev.rearview.ingestion.redaction.Secret;
import dev.rearview.model.Event;
import dev.rearview.model.EventIds;
import dev.rearview.model.Kind;
import dev.rearview.model.TimeSource;
import dev.rearview.proto.EventCodec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

class EventIntakeTest {
  private static final Instant NOW = Instant.parse("2024-01-15T15:55:00Z");
  private static final long NOW_MS = NOW.toEpochMilli();

  private final List<Event> kept = new ArrayList<>();
  private final List<String> counted = new ArrayList<>();

  @Test
  void whatIsAbsentIsDerived() throws Exception {
    Event event = only("{\"component_id\":\"deployment/shop/cart\"}");

    assertThat(event.componentId()).isEqualTo("shop/cart");
    assertThat(event.world()).isEqualTo("default");
    assertThat(event.kind()).isEqualTo(Kind.LOG);
    assertThat(event.timestampMs()).isEqualTo(NOW_MS);
    assertThat(event.timeSource()).isEqualTo(TimeSource.OBSERVED);
    assertThat(event.observedMs()).isEqualTo(NOW_MS);
    assertThat(event.id().version()).isEqualTo(7);
    assertThat(only("{\"component_id\":\"a\",\"log_level\":\"SEVERE\"}").kind())
        .isEqualTo(Kind.ERROR);
    assertThat(only("{\"component_id\":\"a\",\"state_delta\":{}}").kind()).isEqualTo(Kind.STATE);
  }

  @Test
  void theIdComesFromWorldSourceAndReqId() throws Exception {
    String json = "{\"component_id\":\"a\",\"req_id\":\"r\",\"world\":\"w\",\"source_id\":\"s\"}";

    assertThat(only(json).id()).isEqualTo(EventIds.ofRequest("w", "s", "r"));
  }

  @Test
  void aTimeMoreThanAnHourAheadIsSetAside() throws Exception {
    long hour = Duration.ofHours(1).toMillis();
    Event ahead = only("{\"component_id\":\"a\",\"timestamp_ms\":%d}".formatted(NOW_MS + hour + 1));
    Event within = only("{\"component_id\":\"a\",\"timestamp_ms\":%d}".formatted(NOW_MS + hour));

    assertThat(ahead.timestampMs()).isEqualTo(NOW_MS);
    assertThat(ahead.reportedMs()).isEqualTo(NOW_MS + hour + 1);
    assertThat(ahead.timeSource()).isEqualTo(TimeSource.CLOCK_AHEAD);
    assertThat(within.timestampMs()).isEqualTo(NOW_MS + hour);
    assertThat(within.timeSource()).isEqualTo(TimeSource.REPORTED);
  }

  @Test
  void whatOnlyTheLogMaySayIsPassedOver() throws Exception {
    Event event =
        only(
            "{\"component_id\":\"a\",\"global_seq\":9,\"observed_ms\":1,\"reported_ms\":2,"
                + "\"prev_hash\":\"00\",\"hash\":\"11\",\"timestamp_ms\":5,"
                + "\"time_source\":\"clock_ahead\"}");

    assertThat(event.globalSeq()).isZero();
    assertThat(event.observedMs()).isEqualTo(NOW_MS);
    assertThat(event.reportedMs()).isNull();
    assertThat(event.hash()).isNull();
    assertThat(event.prevHash()).isNull();
    assertThat(event.timeSource()).isEqualTo(TimeSource.REPORTED);
  }

  @Test
  void theGoodIsTakenAndTheBadListed() throws Exception {
    Receipt receipt =
        take(
            "[{\"component_id\":\"a\"},{\"message\":\"m\"},{\"component_id\":\"a/b/c/d\"},"
                + "{\"component_id\":\"a\",\"log_level\":\"LOUD\"},{\"component_id\":\"b\"},"
                + "{\"component_id\":\"a\",\"delta_format\":\"replace\"},"
                + "{\"component_id\":\"a\",\"delta_format\":\"json-patch\",\"state_delta\":{}},"
                + "{\"component_id\":\"a\",\"timestamp_ms\":999999999999999999},"
                + "{\"component_id\":\"a\",\"req_id\":\"\"}]",
            false);

    assertThat(receipt.taken()).extracting(Taken::index).containsExactly(0, 4);
    assertThat(receipt.refused())
        .extracting(Refusal::index, Refusal::field, Refusal::code)
        .containsExactly(
            tuple(1, "component_id", "missing_field"),
            tuple(2, "component_id", "invalid_value"),
            tuple(3, "log_level", "invalid_value"),
            tuple(5, "delta_format", "invalid_value"),
            tuple(6, "state_delta", "invalid_value"),
            tuple(7, "timestamp_ms", "invalid_value"),
            tuple(8, "req_id", "invalid_value"));
    assertThat(receipt.refused().get(1).reason()).contains("a/b/c/d");
    assertThat(kept).hasSize(2);
    assertThat(counted).contains("accepted 2", "refused missing_field");
  }

  @Test
  void aStrictIngestionDerivesNothing() throws Exception {
    Receipt receipt =
        take(
            "[{\"component_id\":\"a\"},{\"component_id\":\"a\",\"req_id\":\"r\"},"
                + "{\"component_id\":\"a\",\"req_id\":\"r\",\"timestamp_ms\":1},"
                + "{\"component_id\":\"a\",\"req_id\":\"r\",\"timestamp_ms\":1,\"kind\":\"log\"}]",
            true);

    assertThat(receipt.taken()).extracting(Taken::index).containsExactly(3);
    assertThat(receipt.refused())
        .extracting(Refusal::field)
        .containsExactly("id", "timestamp_ms", "kind");
  }

  @Test
  void secretsAreGoneBeforeTheEventIsKept() throws Exception {
    Event event =
        only(
            "{\"component_id\":\"a\",\"message\":\"alice@example.com\",\"req_id\":\"bob@x.com\","
                + "\"state_delta\":{\"password\":\"hunter2\"},\"attributes\":{\"token\":\"t1\"}}");

    assertThat(event.message()).isEqualTo("[redacted:email]");
    assertThat(event.stateDelta()).isEqualTo("{\"password\":\"[redacted:field]\"}");
    assertThat(event.attributes()).containsEntry("token", "[redacted:field]");
    assertThat(event.reqId()).startsWith("redacted-email-");
    assertThat(counted).contains("redacted EMAIL 2", "redacted FIELD 2");
  }

  @Test
  void aReasonRepeatsNoSecret() throws Exception {
    Receipt receipt = take("[{\"component_id\":\"a/b/c/alice@example.com\"}]", false);

    assertThat(receipt.refused().getFirst().reason())
        .contains("a/b/c/")
        .doesNotContain("alice@example.com");
  }

  @Test
  void anEventOfMoreThan900KibIsRefused() throws Exception {
    String fits = "{\"component_id\":\"a\",\"message\":\"%s\"}".formatted("x".repeat(900 << 10));
    String most =
        "{\"component_id\":\"a\",\"message\":\"%s\"}".formatted("x".repeat((900 << 10) - 200));

    Receipt receipt = take("[" + fits + "," + most + "]", false);

    assertThat(receipt.refused()).extracting(Refusal::code).containsExactly("too_large");
    assertThat(receipt.taken()).extracting(Taken::index).containsExactly(1);
  }

  @Test
  void aDeltaIsKeptOnOneLine() throws Exception {
    Event event = only("{\"component_id\":\"a\",\"state_delta\":{\n \"a\":\r\n 1 }}");

    assertThat(event.stateDelta()).isEqualTo("{  \"a\":   1 }");
  }

  @Test
  void halvesOfCharactersAreReplacedBeforeAnybodySeesThem() throws Exception {
    Event event =
        only(
            "{\"component_id\":\"a\",\"message\":\"x\\ud800y\\ud83d\\uded2\",\"req_id\":\"\\udc00\","
                + "\"attributes\":{\"\\udc00k\":\"\\ud800\"},"
                + "\"state_delta\":{\"m\":\"\\ud800 a@b.com\"}}");

    assertThat(event.message()).isEqualTo("x?y\uD83D\uDED2");
    assertThat(event.reqId()).isEqualTo("?");
    assertThat(event.attributes()).containsExactly(Map.entry("?k", "?"));
    assertThat(event.stateDelta()).isEqualTo("{\"m\":\"? [redacted:email]\"}");
    assertThat(EventCodec.decode(EventCodec.encode(event))).isEqualTo(event);
  }

  @Test
  void aLogThatCannotKeepThemFailsTheRequest() {
    EventIntake intake =
        intake(
            false,
            entries ->
                CompletableFuture.failedFuture(new IntakeUnavailableException("away", null)));
    CompletableFuture<Receipt> receipt =
        intake.take(submissions("{\"component_id\":\"a\"}"), null, taken -> null);

    assertThatThrownBy(receipt::join).hasCauseInstanceOf(IntakeUnavailableException.class);
    assertThat(counted).containsExactly("unavailable");
  }

  private Event only(String json) {
    kept.clear();
    assertThat(take(json, false).refused()).isEmpty();
    return kept.getFirst();
  }

  private Receipt take(String json, boolean strict) {
    IntakeLog log =
        entries -> {
          entries.forEach(entry -> kept.add(EventCodec.decode(entry.event())));
          return CompletableFuture.completedFuture(null);
        };
    return intake(strict, log).take(submissions(json), null, taken -> null).join();
  }

  private EventIntake intake(boolean strict, IntakeLog log) {
    byte[] key = "0123456789abcdef".getBytes(UTF_8);
    return new EventIntake(
        new IntakeLimits(5 << 20, 1000, strict),
        new Redactor(new RedactionSettings(RedactionSettings.DEFAULT_FIELDS, key)),
        log,
        new CountingMeter(),
        Clock.fixed(NOW, ZoneOffset.UTC),
        new Random(1));
  }

  private static List<Submission> submissions(String json) {
    try {
      return new BodyReader(new IntakeLimits(5 << 20, 1000, false)).json(json.getBytes(UTF_8));
    } catch (BodyException e) {
      throw new AssertionError(e);
    }
  }

  private static Tuple tuple(Object... values) {
    return Tuple.tuple(values);
  }

  private final class CountingMeter implements IntakeMeter {
    @Override
    public void accepted(int events) {
      counted.add("accepted " + events);
    }

    @Override
    public void refused(String code) {
      counted.add("refused " + code);
    }

    @Override
    public void redacted(Map<Secret, Integer> counts) {
      counts.forEach((secret, count) -> counted.add("redacted " + secret + " " + count));
    }

    @Override
    public void handedOver(Duration took) {
      counted.add("handed over");
    }

    @Override
    public void unavailable() {
      counted.add("unavailable");
    }
  }
}
