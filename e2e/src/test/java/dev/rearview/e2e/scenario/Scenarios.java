package dev.rearview.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rearview.e2e.harness.Answer;
import dev.rearview.e2e.harness.Api;
import dev.rearview.e2e.harness.Await;
import dev.rearview.e2e.harness.CaughtUp;
import dev.rearview.e2e.harness.Command;
import dev.rearview.e2e.harness.Deployment;
import dev.rearview.e2e.harness.NodeLogFiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The same scenarios against one process and against many. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class Scenarios {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration CATCH_UP = Duration.ofSeconds(120);

  private Deployment deployment;
  private Api api;

  /** The deployment under test; it stays open until {@link #close}. */
  abstract Deployment open() throws IOException;

  abstract void close();

  @BeforeAll
  void start() throws IOException {
    deployment = open();
    api = deployment.api();
    CaughtUp.await(deployment);
  }

  @AfterAll
  void stop() {
    close();
  }

  @Test
  void anEventIsTakenOnceNumberedAndChained() {
    String world = "orders-" + UUID.randomUUID().toString().substring(0, 8);
    String body =
        """
        {"world":"%1$s","component_id":"shop/a","req_id":"r-1","state_delta":{"replicas":2}}
        {"world":"%1$s","component_id":"shop/b","req_id":"r-2","log_level":"ERROR","message":"no"}
        """
            .formatted(world);

    JsonNode first = api.post("/api/v1/events?wait=true", "application/x-ndjson", body);
    JsonNode again = api.post("/api/v1/events?wait=true", "application/x-ndjson", body);

    assertThat(sequenceNumbers(first)).containsExactly(1L, 2L);
    assertThat(sequenceNumbers(again)).containsExactly(1L, 2L);
    Await.until(
        "the store has both",
        CATCH_UP,
        () -> api.get("/api/v1/log/stats?world=" + world).path("last_seq").asLong() == 2);
    JsonNode verified = api.get("/api/v1/log/verify?world=" + world);
    assertThat(verified.path("valid").asBoolean()).isTrue();
    assertThat(verified.path("checked").asLong()).isEqualTo(2);
  }

  @Test
  void badEventsAreListedByIndexAndTheGoodOnesAreKept() {
    String body =
        """
        [{"component_id":"shop/good"},{"component_id":"a/b/c/d"},{"message":"no component"}]\
        """;

    HttpResponse<String> response =
        api.send(
            api.to("/api/v1/events?wait=true")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));

    JsonNode answer = Api.lines(response.body().replace('\n', ' ')).getFirst();
    assertThat(answer.path("accepted").asInt()).isEqualTo(1);
    assertThat(answer.path("refused")).hasSize(2);
    assertThat(answer.path("refused").get(0).path("index").asInt()).isEqualTo(1);
    assertThat(answer.path("refused").get(0).path("reason").asText()).contains("a/b/c/d");
    assertThat(answer.path("refused").get(1).path("reason").asText()).contains("component_id");
  }

  @Test
  void aSecretIsGoneBeforeTheEventIsStored() {
    String world = "secrets-" + UUID.randomUUID().toString().substring(0, 8);
    api.post(
        "/api/v1/events?wait=true",
        "application/json",
        """
        {"world":"%s","component_id":"shop/a","message":"card 4111 1111 1111 1111 of jane@example.com",
         "state_delta":{"password":"hunter2","replicas":1}}\
        """
            .formatted(world));

    Answer answer =
        Await.answer(
            "the event is found",
            CATCH_UP,
            () -> api.query("SELECT * FROM events", Map.of("world", world)),
            a -> a.rows().size() == 1);

    assertThat(answer.rows().toString())
        .doesNotContain("4111", "jane@example.com", "hunter2")
        .contains("card");
  }

  @Test
  void theLogOfTheWholeDemoIsWhole() {
    JsonNode verified = api.get("/api/v1/log/verify");
    assertThat(verified.path("valid").asBoolean()).as(verified.toString()).isTrue();
    assertThat(verified.path("checked").asLong()).isGreaterThan(5_000);
  }

  @Test
  void anExportIsFoundWholeAndAnEditInItIsNamed(@TempDir Path folder) throws IOException {
    Path export = folder.resolve("log.ndjson");
    Path kept = folder.resolve("kept.txt");
    String server = api.base().toString();
    Command.Result checkpoint =
        Command.run("log", "checkpoint", kept.toString(), "--server", server);
    assertThat(checkpoint.exitCode()).as(checkpoint.output()).isZero();
    long size = Long.parseLong(Files.readAllLines(kept).get(1));
    Await.until(
        "the store has what the checkpoint says",
        CATCH_UP,
        () -> api.get("/api/v1/log/stats").path("last_seq").asLong() >= size);
    Command.Result exported = Command.run("log", "export", export.toString(), "--server", server);
    assertThat(exported.exitCode()).as(exported.output()).isZero();
    String key = api.get("/api/v1/log/keys").at("/keys/0").asText();
    Command.Result whole =
        Command.run(
            "verify", "--from-dump", export.toString(), "--against", kept.toString(), "--key", key);
    assertThat(whole.exitCode()).as(whole.output()).isZero();
    assertThat(whole.output()).contains("as the kept checkpoint at " + size + " says");

    List<String> lines = new ArrayList<>(Files.readAllLines(export));
    String before = lines.get(4_321);
    lines.set(4_321, before.replace("\"component_id\":\"shop/", "\"component_id\":\"shop/not-"));
    assertThat(lines.get(4_321)).isNotEqualTo(before);
    Files.write(export, lines);
    Command.Result edited = Command.run("verify", "--from-dump", export.toString());
    assertThat(edited.exitCode()).isEqualTo(1);
    assertThat(edited.output()).contains("4322").contains("edit");
  }

  @Test
  void aCountOverAllNodesEqualsTheFiles() throws IOException {
    Instant until = deployment.start().minusSeconds(1);
    long expected =
        NodeLogFiles.lines(deployment.data()).stream()
            .filter(
                line -> line.text().contains("\"level\":\"ERROR\"") && !line.time().isAfter(until))
            .count();

    Answer answer =
        complete(
            "SELECT count(*) AS n FROM logs WHERE raw CONTAINS '\"level\":\"ERROR\"' UNTIL '%s'"
                .formatted(until));

    assertThat(answer.rows().getFirst().path("n").asLong()).isEqualTo(expected).isPositive();
  }

  @Test
  void aShippedLineIsOneEventWithTheIdThatTheScanGivesIt() {
    String until = deployment.start().minusSeconds(30).toString();
    Answer scanned =
        complete(
            "SELECT event_id FROM logs WHERE level >= ERROR SINCE '%s' UNTIL '%s' LIMIT 10000"
                .formatted(deployment.start().minus(Duration.ofMinutes(15)), until));
    List<String> ids = scanned.rows().stream().map(r -> r.path("event_id").asText()).toList();
    assertThat(ids).isNotEmpty().doesNotHaveDuplicates();

    Map<String, Integer> found = new TreeMap<>();
    for (String id : ids) {
      found.merge(
          id, api.get("/api/v1/events/" + id).path("id").asText().equals(id) ? 1 : 0, Integer::sum);
    }
    assertThat(found.values()).containsOnly(1);
  }

  @Test
  void theStateOfAComponentIsWhatItWasThen() {
    Instant before = deployment.start().minus(Duration.ofMinutes(15));
    JsonNode then = api.get("/api/v1/components/shop/inventory/state?at=" + before);
    JsonNode during =
        api.get(
            "/api/v1/components/shop/inventory/state?at="
                + deployment.start().minus(Duration.ofMinutes(9)));

    assertThat(then.path("provenance").path("events_used").asLong()).isPositive();
    assertThat(then.path("coverage").path("observed").asBoolean()).isTrue();
    assertThat(during.path("state")).isNotEqualTo(then.path("state"));
    Answer language = complete("STATE OF 'shop/inventory' AT '%s'".formatted(before));
    assertThat(language.rows()).isNotEmpty();
  }

  @Test
  void aSessionIsSimulatedStepByStep() {
    HttpResponse<String> response =
        api.send(
            api.to("/api/v1/sessions/s-42/simulate")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"step_ms\":60000}")));

    List<JsonNode> frames = Api.lines(response.body());
    assertThat(frames).hasSizeBetween(5, 30);
    assertThat(frames).allMatch(frame -> !frame.path("states").isEmpty());
    assertThat(frames.stream().anyMatch(frame -> !frame.path("messages").isEmpty())).isTrue();
  }

  @Test
  void theRootCauseOfTheVisibleErrorIsTheExhaustedPool() throws IOException {
    JsonNode truth = incidentAt("pool_exhausted", deployment.start().minusSeconds(457));
    String root = truth.path("root_component").asText();

    Answer answer = complete("ROOT CAUSE OF '%s'".formatted(CaughtUp.VISIBLE_ERROR));

    assertThat(answer.rows()).isNotEmpty();
    assertThat(answer.rows().stream().limit(3).map(r -> r.path("component").asText()))
        .as("true cause %s among the first three", root)
        .contains(root);
    assertThat(answer.rows().getFirst().path("reason").asText()).isNotBlank();
  }

  @Test
  void anAlertReachesAConsumerAsACloudEvent() {
    List<JsonNode> alerts =
        AlertConsumer.alerts(deployment.bootstrapServers(), 1, Duration.ofSeconds(90));

    assertThat(alerts)
        .isNotEmpty()
        .allSatisfy(alert -> {
          assertThat(alert.path("specversion").asText()).isEqualTo("1.0");
          assertThat(alert.path("type").asText()).isEqualTo("dev.rearview.alert.v1");
          assertThat(alert.path("subject").asText()).startsWith("shop/");
          assertThat(alert.path("data").path("title").asText()).isNotBlank();
        });
    assertThat(complete("SELECT * FROM alerts").rows()).isNotEmpty();
  }

  @Test
  void aForecastHasIntervalsAndAWhatIfCountsItsCases() {
    Answer forecast = complete("PREDICT NEXT 5 minutes FROM 'now' FOR error_rate, cpu");
    assertThat(forecast.rows())
        .isNotEmpty()
        .anySatisfy(row -> {
          assertThat(row.path("low").asDouble()).isLessThanOrEqualTo(row.path("value").asDouble());
          assertThat(row.path("high").asDouble())
              .isGreaterThanOrEqualTo(row.path("value").asDouble());
        });
    Answer whatIf = complete("WHAT IF 'shop/cart' SET replicas = 6 WITHIN 15 minutes");
    assertThat(whatIf.rows()).isNotEmpty().allMatch(row -> row.path("cases").isInt());
    Answer unknown = complete("WHAT IF 'shop/cart' SET colour = 'red' WITHIN 15 minutes");
    assertThat(unknown.rows().getFirst().path("status").asText()).isEqualTo("INCONCLUSIVE");
    assertThat(unknown.rows().getFirst().path("cases").asInt()).isZero();
  }

  @Test
  void aWrongStatementIsRefusedWithLineColumnAndWhatWouldBeRight() {
    Answer answer = api.query("SELECT count(*)\n FRON logs");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.problem().path("line").asInt()).isEqualTo(2);
    assertThat(answer.problem().path("column").asInt()).isEqualTo(2);
    assertThat(answer.problem().toString()).contains("FROM");
  }

  @Test
  void whoeverLeavesAFollowedAnswerStopsTheScans() throws IOException {
    try (BufferedReader rows =
        new BufferedReader(
            new InputStreamReader(
                api.follow("SELECT ts, raw FROM logs FOLLOW"), StandardCharsets.UTF_8))) {
      assertThat(rows.readLine()).contains("raw");
      assertThat(activeScans()).isPositive();
    }
    Await.until("the scans have stopped", Duration.ofSeconds(10), () -> activeScans() == 0);
  }

  private double activeScans() {
    return deployment
        .service("scanner")
        .send(deployment.service("scanner").to("/q/metrics").GET())
        .body()
        .lines()
        .filter(line -> line.startsWith("rearview_scanner_running"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  @Test
  void everyServiceShowsItsHealthItsMetricsAndItsApi() {
    for (String name :
        List.of("ingestion", "replay", "causality", "prediction", "scanner", "query", "console")) {
      Api service = deployment.service(name);
      assertThat(service.get("/q/health/ready").path("status").asText()).as(name).isEqualTo("UP");
      assertThat(service.send(service.to("/q/metrics").GET()).body()).as(name).contains("jvm_");
      assertThat(service.send(service.to("/q/openapi").GET()).statusCode()).as(name).isEqualTo(200);
    }
  }

  final Answer complete(String statement) {
    Answer answer = api.query(statement);
    assertThat(answer.status()).as("%s: %s", statement, answer.problem()).isEqualTo(200);
    assertThat(answer.complete()).as("%s: %s", statement, answer.report()).isTrue();
    return answer;
  }

  private JsonNode incidentAt(String kind, Instant time) throws IOException {
    for (String line : Files.readAllLines(deployment.data().resolve("truth.ndjson"))) {
      JsonNode incident = JSON.readTree(line);
      if (incident.path("kind").asText().equals(kind)
          && !Instant.parse(incident.path("start").asText()).isAfter(time)
          && !Instant.parse(incident.path("end").asText()).isBefore(time)) {
        return incident;
      }
    }
    throw new AssertionError("no incident of kind %s at %s".formatted(kind, time));
  }

  private static List<Long> sequenceNumbers(JsonNode answer) {
    List<Long> numbers = new ArrayList<>();
    answer.path("events").forEach(event -> numbers.add(event.path("global_seq").asLong()));
    return numbers;
  }
}
