package dev.rearview.causality;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rearview.model.Event;
import dev.rearview.model.Level;
import dev.rearview.proto.EventCodec;
import dev.rearview.proto.EventKeys;
import dev.rearview.proto.Topic;
import dev.rearview.proto.causality.v1.CausalityGrpc;
import dev.rearview.proto.causality.v1.RootCauseRequest;
import dev.rearview.proto.causality.v1.TraverseRequest;
import dev.rearview.proto.scan.v1.NodeReport;
import dev.rearview.proto.scan.v1.Row;
import dev.rearview.proto.scan.v1.ScanReply;
import dev.rearview.proto.scan.v1.ScanRequest;
import dev.rearview.testkit.TestEvents;
import dev.rearview.testkit.TopicReader;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.StatusRuntimeException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** The service as it runs: broker, topology, gRPC, HTTP. */
@QuarkusTest
@QuarkusTestResource(BrokerResource.class)
class CausalityIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Instant START = Instant.parse("2024-01-15T15:00:00Z");

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrapServers;

  @TestHTTPResource URL url;

  @Test
  void anErrorIsTracedToItsCauseByHttpAndByGrpc() throws Exception {
    send(
        List.of(
            at("declares", "shop/checkout", 0).dependencyIds(List.of("shop/postgres")),
            at("full", "shop/postgres", 60)
                .logLevel(Level.ERROR)
                .message("connection pool exhausted"),
            at("fails", "shop/checkout", 62).logLevel(Level.ERROR).message("no connection")));
    String fails = TestEvents.id("fails").toString();
    String full = TestEvents.id("full").toString();
    String causes = "/api/v1/events/" + fails + "/causes";
    await(() -> given().get(causes).asString().contains(full));

    given()
        .get(causes + "?depth=4&min_confidence=0.2")
        .then()
        .statusCode(200)
        .body("nodes.event.id", equalTo(List.of(fails, full)))
        .body("edges[0].cause_id", equalTo(full))
        .body("edges[0].basis", equalTo("dependency"))
        .body("edges[0].reason", containsString("depends on shop/postgres"))
        .body("truncated", equalTo(false));
    given()
        .get("/api/v1/events/" + full + "/effects")
        .then()
        .statusCode(200)
        .body("nodes.event.component_id", hasItem("shop/checkout"));
    given()
        .get("/api/v1/events/" + fails + "/root-cause")
        .then()
        .statusCode(200)
        .body("causes[0].component_id", equalTo("shop/postgres"))
        .body("causes[0].chain[0].edge.effect_id", equalTo(fails));
    overGrpc(fails, full);
  }

  private void overGrpc(String fails, String full) {
    ManagedChannel channel =
        ManagedChannelBuilder.forAddress(url.getHost(), url.getPort()).usePlaintext().build();
    try {
      CausalityGrpc.CausalityBlockingStub stub = CausalityGrpc.newBlockingStub(channel);
      assertThat(
              stub.traverse(TraverseRequest.newBuilder().setEventId(fails).build()).getEdgesList())
          .singleElement()
          .matches(edge -> edge.getCauseId().equals(full));
      assertThat(
              stub.findRootCause(
                      RootCauseRequest.newBuilder()
                          .setAtMs(START.plusSeconds(63).toEpochMilli())
                          .addComponentIds("deployment/shop/checkout")
                          .build())
                  .getCauses(0)
                  .getComponentId())
          .isEqualTo("shop/postgres");
      assertThatThrownBy(() ->
              stub.traverse(
                  TraverseRequest.newBuilder()
                      .setEventId(TestEvents.id("nobody").toString())
                      .build()))
          .isInstanceOf(StatusRuntimeException.class)
          .hasMessageContaining("NOT_FOUND");
    } finally {
      channel.shutdownNow();
    }
  }

  @Test
  void aConsumerReadsTheAlertAsACloudEvent() throws Exception {
    List<Event.Builder> events = new ArrayList<>();
    for (int s = 0; s < 1_300; s++) {
      boolean incident = s >= 900 && s < 1_080;
      events.add(
          at("alert" + s, "shop/cart", s)
              .logLevel(incident && s % 2 == 0 ? Level.ERROR : Level.INFO));
    }
    send(events);
    ConsumerRecord<String, byte[]> record =
        TopicReader.readUntil(bootstrapServers, Topic.ALERTS, PATIENCE, all -> !all.isEmpty())
            .getFirst();
    assertThat(record.headers().lastHeader("content-type").value())
        .isEqualTo("application/cloudevents+json".getBytes(StandardCharsets.UTF_8));
    JsonNode alert = new ObjectMapper().readTree(record.value());
    assertThat(alert.path("type").asText()).isEqualTo("dev.rearview.alert.v1");
    assertThat(alert.path("data").path("component_id").asText()).isEqualTo("shop/cart");
    await(() -> given().get("/api/v1/anomalies").jsonPath().getList("anomalies").size() == 1);
    given()
        .get("/api/v1/anomalies?component=shop/cart&from=2024-01-15T15:00:00Z")
        .then()
        .statusCode(200)
        .body("anomalies[0].metric", equalTo("error_rate"))
        .body("anomalies[0].component_id", equalTo("shop/cart"));
    anomaliesAndAlertsAreSourcesOfTimeQl();
  }

  private void anomaliesAndAlertsAreSourcesOfTimeQl() {
    ManagedChannel channel =
        ManagedChannelBuilder.forAddress(url.getHost(), url.getPort()).usePlaintext().build();
    try {
      CausalityGrpc.CausalityBlockingStub stub = CausalityGrpc.newBlockingStub(channel);
      List<ScanReply> parts =
          scan(stub, "SELECT component, value FROM anomalies WHERE metric = 'error_rate'");
      assertThat(parts.getFirst().getHeader().getColumnsList())
          .containsExactly("component", "value");
      Row row = parts.get(1).getRows().getRows(0);
      assertThat(row.getValues(0).getText()).isEqualTo("shop/cart");
      assertThat(row.getValues(1).getNumber()).isBetween(30.0, 70.0);
      NodeReport report = parts.getLast().getReport();
      assertThat(report.getComplete()).isTrue();
      assertThat(report.getMatches()).isEqualTo(1);
      assertThat(scan(stub, "SELECT message FROM alerts WHERE level >= WARN").get(1).getRows())
          .matches(rows -> rows.getRows(0).getValues(0).getText().contains("unusually high"));
      assertThat(scan(stub, "SELECT * FROM alerts WHERE component = 'shop/web'"))
          .noneMatch(part -> part.getRows().getRowsCount() > 0);
      assertThat(scan(stub, "SELECT metric, count(*) FROM anomalies GROUP BY metric"))
          .anyMatch(part -> part.getPartials().getGroupsCount() == 1);
      assertThatThrownBy(() -> scan(stub, "SELECT * FROM logs"))
          .hasMessageContaining("INVALID_ARGUMENT");
    } finally {
      channel.shutdownNow();
    }
  }

  @Test
  void aFollowerIsToldOfWhatComesAndMayLeave() throws Exception {
    await(() -> given().get("/q/health/ready").statusCode() == 200);
    ManagedChannel channel =
        ManagedChannelBuilder.forAddress(url.getHost(), url.getPort()).usePlaintext().build();
    try {
      var replies =
          CausalityGrpc.newBlockingStub(channel)
              .scan(
                  ScanRequest.newBuilder()
                      .setFragment("SELECT metric FROM anomalies WHERE score > 1e9 FOLLOW")
                      .setNowMs(START.toEpochMilli())
                      .setFollow(true)
                      .build());
      assertThat(replies.next().getHeader().getColumnsList()).containsExactly("metric");
      assertThat(followers()).isEqualTo(1);
    } finally {
      channel.shutdownNow();
    }
    await(() -> followers() == 0);
  }

  private static double followers() {
    return given()
        .get("/q/metrics")
        .asString()
        .lines()
        .filter(line -> line.startsWith("rearview_causality_followers"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  private static List<ScanReply> scan(CausalityGrpc.CausalityBlockingStub stub, String fragment) {
    List<ScanReply> parts = new ArrayList<>();
    stub.scan(
            ScanRequest.newBuilder()
                .setFragment(fragment)
                .setNowMs(START.toEpochMilli())
                .setDeadlineMs(30_000)
                .build())
        .forEachRemaining(parts::add);
    return parts;
  }

  @Test
  void healthMetricsDescriptionAndProblemsAreThere() {
    await(() -> given().get("/q/health/ready").statusCode() == 200);
    given().get("/q/metrics").then().body(containsString("rearview_causality_lag_records"));
    given().get("/q/openapi").then().body(containsString("/api/v1/events/{id}/root-cause"));
    given()
        .get("/api/v1/events/none/causes")
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("code", equalTo("bad_id"));
    await(() ->
        given().get("/api/v1/events/" + TestEvents.id("nobody") + "/root-cause").statusCode()
            == 404);
  }

  private void send(List<Event.Builder> events) throws Exception {
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", bootstrapServers),
            new StringSerializer(),
            new ByteArraySerializer())) {
      long seq = 0;
      for (Event.Builder builder : events) {
        Event event = builder.globalSeq(++seq).build();
        producer.send(
            new ProducerRecord<>(
                Topic.EVENTS.topicName(),
                EventKeys.component(event.world(), event.componentId()),
                EventCodec.encode(event)));
      }
    }
  }

  private static Event.Builder at(String name, String component, int second) {
    return TestEvents.event(name, component, START.plusSeconds(second).toString());
  }

  private static void await(java.util.function.BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited %s", PATIENCE).isLessThan(deadline);
      LockSupport.parkNanos(100_000_000);
    }
  }
}
