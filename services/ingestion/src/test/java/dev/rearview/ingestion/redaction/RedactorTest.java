package dev.rearview.ingestion.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rearview.model.ComponentId;
import dev.rearview.model.DeltaFormat;
import dev.rearview.model.Event;
import dev.rearview.model.EventJson;
import dev.rearview.model.StateFold;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RedactorTest {
  private static final byte[] KEY =
      "0123456789abcdef".getBytes(java.nio.charset.StandardCharsets.UTF_8);

  private final Redactor redactor =
      new Redactor(new RedactionSettings(RedactionSettings.DEFAULT_FIELDS, KEY));

  @Test
  void noPlaceOfAnEventKeepsASecret() {
    Random random = new Random(17);
    for (int round = 0; round < 200; round++) {
      String secret = secret(random, round);
      Event event = everywhere(secret);
      assertThat(EventJson.write(event)).contains(secret);

      assertThat(EventJson.write(redacted(event))).as("round %d", round).doesNotContain(secret);
    }
  }

  private static String secret(Random random, int round) {
    String word = Integer.toString(1_000_000 + random.nextInt(9_000_000), 36);
    return switch (round % 3) {
      case 0 -> word + "@mail.example.com";
      case 1 -> "AKIA" + "%016d".formatted(random.nextLong(1_000_000_000_000_000L));
      default -> "ghp_" + word.repeat(9);
    };
  }

  private static Event everywhere(String secret) {
    return event()
        .message("from " + secret)
        .stateDelta("{\"a\":[\"%s\"],\"%s\":{\"b\":\"x %s\"}}".formatted(secret, secret, secret))
        .attribute("user", secret)
        .attribute(secret, "x")
        .metric(secret, 1)
        .reqId("r-" + secret)
        .requestId(secret)
        .sessionId(secret)
        .traceId(secret)
        .spanId(secret)
        .parentSpanId(secret)
        .sourceId(secret)
        .componentId("shop/" + secret)
        .dependencyIds(List.of("shop/" + secret))
        .build();
  }

  @Test
  void idsStayDistinctAndEqualOnesStayEqual() {
    Event one = redacted(event().sessionId("alice@example.com").build());
    Event same = redacted(event().sessionId("alice@example.com").build());
    Event other = redacted(event().sessionId("bob@example.com").build());

    assertThat(one.sessionId()).isEqualTo(same.sessionId()).isNotEqualTo(other.sessionId());
    assertThat(one.sessionId()).startsWith("redacted-email-");
  }

  @Test
  void componentsStayComponents() {
    Event event = redacted(event().componentId("shop/alice@example.com").build());

    assertThat(ComponentId.tryParse(event.componentId())).isNotNull();
  }

  @Test
  void valuesUnderSecretNamesAreReplacedAsAWholeAtAnyDepth() {
    String delta =
        "{ \"db\": {\"Password\" : {\"hash\":\"ab]}\\\"c\",\"n\":[1]}, \"port\":5432 },\n"
            + " \"api_key\":123, \"token\":null, \"secret\":\"\", \"cookie\":true,"
            + " \"token_count\": 1.50 }";

    assertThat(redactedDelta(delta, DeltaFormat.MERGE_PATCH))
        .isEqualTo(
            "{ \"db\": {\"Password\" : \"[redacted:field]\", \"port\":5432 },\n"
                + " \"api_key\":\"[redacted:field]\", \"token\":null, \"secret\":\"\","
                + " \"cookie\":true, \"token_count\": 1.50 }");
  }

  @Test
  void aDeltaWithoutSecretsKeepsItsBytes() {
    String delta = "{ \"b\": 1.50,\t\"a\":null, \"é\\u0041\\n\": [ -1e+5, \"x\\\"y\", {} ] }";

    assertThat(redactedDelta(delta, DeltaFormat.REPLACE)).isEqualTo(delta);
  }

  @Test
  void cardsThatAreNumbersAreReplaced() {
    assertThat(redactedDelta("{\"pan\":4111111111111111,\"n\":4111111111111112}", null))
        .isEqualTo("{\"pan\":\"[redacted:field]\",\"n\":4111111111111112}");
  }

  @Test
  void escapedSecretsAreFound() throws Exception {
    String delta = redactedDelta("{\"mail\":\"alice\\u0040example.com\"}", null);

    assertThat(new ObjectMapper().readTree(delta).path("mail").asText())
        .isEqualTo("[redacted:email]");
  }

  @Test
  void aPatchPutsNoSecretUnderASecretPath() {
    assertThat(
            redactedDelta(
                "[{\"op\":\"add\",\"path\":\"/db/password\",\"value\":\"hunter2\"},"
                    + "{\"op\":\"add\",\"path\":\"/secret/-\",\"value\":{\"x\":\"hunter2\"}},"
                    + "{\"op\":\"replace\",\"path\":\"/n\",\"value\":1.50}]",
                DeltaFormat.JSON_PATCH))
        .doesNotContain("hunter2")
        .contains("\"value\":1.50");
  }

  @Test
  void aPatchFindsTheNamesThatWereReplacedBefore() {
    String state = redactedDelta("{\"users\":{\"alice@example.com\":{\"n\":1}}}", null);
    String patch =
        redactedDelta(
            "[ {\"op\":\"replace\",\"path\":\"/users/alice@example.com/n\",\"value\":2} ]",
            DeltaFormat.JSON_PATCH);

    StateFold.Outcome outcome =
        StateFold.apply(StateFold.read(state), patch, DeltaFormat.JSON_PATCH);

    assertThat(outcome).isInstanceOf(StateFold.Outcome.Applied.class);
    assertThat(patch).startsWith("[ {").doesNotContain("alice");
  }

  @Test
  void attributesWithSecretNamesAreReplaced() {
    Event event =
        redacted(event().attribute("http.authorization", "x y z").attribute("page", "2").build());

    assertThat(event.attributes())
        .containsEntry("http.authorization", "[redacted:field]")
        .containsEntry("page", "2");
  }

  @Test
  void configuredNamesTakeThePlaceOfTheDefaultOnes() {
    Redactor own = new Redactor(new RedactionSettings(List.of("iban"), KEY));

    assertThat(own.text("customerIban=DE1 password=x"))
        .isEqualTo("customerIban=[redacted:field] password=x");
  }

  private String redactedDelta(
      String delta, @org.jspecify.annotations.Nullable DeltaFormat format) {
    Event.Builder event = event().stateDelta(delta).deltaFormat(format);
    redactor.redact(event);
    return String.valueOf(event.stateDelta());
  }

  private Event redacted(Event event) {
    Event.Builder builder = event.toBuilder();
    redactor.redact(builder);
    return builder.build();
  }

  private static Event.Builder event() {
    return Event.builder()
        .id(new UUID(1, 2))
        .componentId("shop/cart")
        .timestampMs(1L)
        .observedMs(1L);
  }
}
