package dev.rearview.query.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.rearview.proto.Topic;
import dev.rearview.proto.scan.v1.NodeStatus;
import dev.rearview.query.api.FakeScanner.Manner;
import dev.rearview.query.nodes.NodeRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The service as it runs: HTTP in front, scanners of every manner behind, nodes from Kafka. */
@QuarkusTest
@QuarkusTestResource(BrokerResource.class)
class QueryIT {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Map<String, FakeScanner> SCANNERS = new LinkedHashMap<>();

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrapServers;

  @TestHTTPResource URL url;
  @Inject NodeRegistry registry;
  @Inject Clock clock;

  @BeforeEach
  void announceNodes() throws Exception {
    if (!SCANNERS.isEmpty()) {
      return;
    }
    SCANNERS.put("healthy", new FakeScanner(Manner.HEALTHY));
    SCANNERS.put("hung", new FakeScanner(Manner.HUNG));
    SCANNERS.put("denied", new FakeScanner(Manner.DENIED));
    SCANNERS.put("breaks-off", new FakeScanner(Manner.BREAKS_OFF));
    SCANNERS.put("endless", new FakeScanner(Manner.ENDLESS));
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers),
            new StringSerializer(),
            new ByteArraySerializer())) {
      SCANNERS.forEach((node, scanner) -> announce(producer, node, scanner.address()));
      announce(producer, "dead", "localhost:1");
    }
    for (int i = 0;
        i < 600 && registry.all().stream().filter(e -> e.known() != null).count() < 6;
        i++) {
      Thread.sleep(50);
    }
  }

  private void announce(KafkaProducer<String, byte[]> producer, String node, String address) {
    NodeStatus status =
        NodeStatus.newBuilder().setNode(node).setAddress(address).setSeenMs(clock.millis()).build();
    producer.send(new ProducerRecord<>(Topic.NODES.topicName(), node, status.toByteArray()));
  }

  @AfterAll
  static void stop() {
    SCANNERS.values().forEach(FakeScanner::close);
  }

  @Test
  void aHealthyNodeGivesACompleteAnswerAsNdjson() throws Exception {
    List<JsonNode> lines = ask("SELECT message FROM logs('node=healthy')");

    assertThat(lines).hasSize(2);
    assertThat(lines.getFirst().path("message").asText()).isEqualTo("hello from healthy");
    JsonNode report = lines.getLast().path("report");
    assertThat(report.path("complete").asBoolean()).isTrue();
    assertThat(report.path("nodes").path("answered").path(0).asText()).isEqualTo("healthy");
    assertThat(report.path("files").path("read").asInt()).isEqualTo(1);
    assertThat(report.path("now").asText()).startsWith("2024-01-15T15:55:");
  }

  @Test
  void withHungDeadAndDeniedNodesTheAnswerComesPartialAndLoud() throws Exception {
    List<JsonNode> lines = ask("SELECT message FROM logs", "timeout", "3s");

    List<String> messages = new ArrayList<>();
    lines.subList(0, lines.size() - 1).forEach(row -> messages.add(row.path("message").asText()));
    assertThat(messages).contains("hello from healthy", "hello from hung", "hello from breaks-off");
    JsonNode report = lines.getLast().path("report");
    assertThat(report.path("complete").asBoolean()).isFalse();
    Map<String, String> failed = new LinkedHashMap<>();
    report
        .path("nodes")
        .path("failed")
        .forEach(node -> failed.put(node.path("node").asText(), node.path("reason").asText()));
    assertThat(failed)
        .containsEntry("hung", "hung did not answer in time")
        .containsEntry("denied", "may not list pods/log")
        .containsEntry("breaks-off", "the answer broke off without its report")
        .containsEntry("never", "its scanner never reported")
        .containsKey("dead")
        .doesNotContainKey("healthy");
    assertThat(failed.get("dead")).contains("cannot be reached");
  }

  @Test
  void jsonHasColumnsRowsAndReport() {
    given()
        .contentType("application/json")
        .accept("application/json")
        .body(
            Map.of(
                "query",
                "SELECT message AS m FROM logs('node=healthy') WHERE message = :what",
                "parameters",
                Map.of("what", "hello from healthy"),
                "max_rows",
                10))
        .post("/api/v1/query")
        .then()
        .statusCode(200)
        .contentType(containsString("application/json"))
        .body("columns", contains("m"))
        .body("rows", equalTo(List.of(List.of("hello from healthy"))))
        .body("report.complete", is(true));
  }

  @Test
  void csvHasRowsOnly() {
    String csv =
        given()
            .queryParam("q", "SELECT message FROM logs('node=healthy')")
            .queryParam("format", "csv")
            .get("/api/v1/query")
            .then()
            .statusCode(200)
            .contentType(containsString("text/csv"))
            .extract()
            .asString();

    assertThat(csv).isEqualTo("message\r\nhello from healthy\r\n");
  }

  @Test
  void aWrongStatementIsAProblemThatSaysWhereAndWhatWouldBeRight() {
    given()
        .body("SELECT message\nFROM logz")
        .contentType("text/plain")
        .post("/api/v1/query")
        .then()
        .statusCode(400)
        .contentType(containsString("application/problem+json"))
        .body("code", equalTo("timeql_meaning"))
        .body("line", is(2))
        .body("column", greaterThan(0))
        .body("found", containsString("logz"))
        .body("expected", containsString("logs"))
        .body("suggestion", equalTo("logs"));
    given()
        .queryParam("q", "SELECT * FROM logs WHERE user = :who")
        .get("/api/v1/query")
        .then()
        .statusCode(400)
        .body("code", equalTo("timeql_unbound_parameter"));
    given()
        .queryParam("timeout", "soon")
        .body("SHOW NODES")
        .post("/api/v1/query")
        .then()
        .statusCode(400)
        .body("code", equalTo("bad_timeout"));
  }

  @Test
  void whereTheOnlyOneWhoKnowsIsAwayItIsAProblem() {
    given()
        .body("SHOW LOG STATS")
        .post("/api/v1/query")
        .then()
        .statusCode(503)
        .body("code", equalTo("upstream_unavailable"))
        .body("service", equalTo("replay"))
        .body("detail", containsString("replay cannot be reached"));
  }

  @Test
  void eventsOfAServiceThatIsAwayAreMissedLoudly() throws Exception {
    List<JsonNode> lines = ask("SELECT message FROM logs('node=healthy'), events");

    assertThat(lines).hasSize(2);
    JsonNode report = lines.getLast().path("report");
    assertThat(report.path("complete").asBoolean()).isFalse();
    assertThat(report.path("nodes").path("failed").path(0).path("node").asText())
        .isEqualTo("replay");
  }

  @Test
  void whenTheClientGoesTheScansStop() throws Exception {
    FakeScanner endless = SCANNERS.get("endless");
    try (Socket client = new Socket("localhost", url.getPort())) {
      String statement = "SELECT message FROM logs('node=endless') FOLLOW";
      client
          .getOutputStream()
          .write(
              """
              POST /api/v1/query HTTP/1.1\r
              Host: localhost\r
              Content-Type: text/plain\r
              Content-Length: %d\r
              \r
              %s\
              """
                  .formatted(statement.length(), statement)
                  .getBytes(StandardCharsets.UTF_8));
      BufferedReader answer =
          new BufferedReader(
              new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
      int rows = 0;
      while (rows < 3) {
        String line = answer.readLine();
        assertThat(line).isNotNull();
        rows += line.contains("hello from endless") ? 1 : 0;
      }
      assertThat(endless.cancelled.getCount()).isEqualTo(1);
    }

    assertThat(endless.cancelled.await(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void healthMetricsAndOpenApiAreThere() throws Exception {
    ask("SELECT message FROM logs('node=healthy')");

    given().get("/q/health/ready").then().statusCode(200);
    given()
        .get("/q/metrics")
        .then()
        .statusCode(200)
        .body(containsString("rearview_query_duration_seconds"));
    given().get("/q/openapi").then().statusCode(200).body(containsString("/api/v1/query"));
  }

  private List<JsonNode> ask(String statement, String... parameters) throws Exception {
    var request = given().contentType("text/plain").body(statement);
    for (int i = 0; i < parameters.length; i += 2) {
      request.queryParam(parameters[i], parameters[i + 1]);
    }
    String body = request.post("/api/v1/query").then().statusCode(200).extract().asString();
    List<JsonNode> lines = new ArrayList<>();
    for (String line : body.split("\n")) {
      lines.add(JSON.readTree(line));
    }
    return lines;
  }
}
