package dev.rearview.ingestion;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.rearview.integrity.ChainVerifier;
import dev.rearview.integrity.Expectation;
import dev.rearview.integrity.Verification;
import dev.rearview.model.Event;
import dev.rearview.model.EventIds;
import dev.rearview.proto.EventCodec;
import dev.rearview.proto.Topic;
import dev.rearview.proto.event.v1.AppendReply;
import dev.rearview.proto.event.v1.AppendRequest;
import dev.rearview.proto.event.v1.IntakeGrpc;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.stub.StreamObserver;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** The whole way through a real broker: HTTP and gRPC in, numbered and chained events out. */
@QuarkusTest
@QuarkusTestResource(BrokerResource.class)
class IngestionIT {
  private static final String NDJSON = "application/x-ndjson";

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @ConfigProperty(name = "quarkus.http.test-port", defaultValue = "8081")
  int port;

  @Test
  void eventsComeOutNumberedChainedAndWithoutSecrets() {
    String world = "world-chain";
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 200; i++) {
      lines.append(
          """
          {"world":"%s","component_id":"shop/s%d","message":"login of user%d@example.com",\
          "state_delta":{"password":"hunter%d","n":%d},"req_id":"r%d"}
          """
              .formatted(world, i % 5, i, i, i, i));
    }
    post(lines.toString(), NDJSON, true).statusCode(202).body("accepted", equalTo(200));

    List<Event> log = eventsOf(world, 200);
    ChainVerifier verifier = new ChainVerifier(world, Expectation.reaching(200, null));
    log.forEach(verifier::accept);
    Verification found = verifier.finish();
    assertThat(found.damage()).isEmpty();
    assertThat(found.lastSeq()).isEqualTo(200);
    for (Topic topic : Topic.values()) {
      for (byte[] value : TopicReader.all(kafka, topic.topicName())) {
        assertThat(new String(value, StandardCharsets.ISO_8859_1))
            .doesNotContain("hunter")
            .doesNotContain("@example.com");
      }
    }
  }

  @Test
  void whoWaitsLearnsTheNumberAndARepeatLearnsTheSame() {
    String event =
        "{\"world\":\"world-wait\",\"component_id\":\"shop/cart\",\"req_id\":\"r1\","
            + "\"message\":\"first\"}";
    String other = event.replace("first", "second");

    ValidatableResponse first = post("[" + event + "]", "application/json", true);
    first.statusCode(202).body("events[0].global_seq", equalTo(1));
    post(event, "application/json", true)
        .statusCode(202)
        .body("events[0].global_seq", equalTo(1))
        .body("events[0].repeated", equalTo(true))
        .body("events[0].id", equalTo(first.extract().path("events[0].id")));
    post(other, "application/json", true)
        .statusCode(409)
        .contentType("application/problem+json")
        .body("code", equalTo("conflict"))
        .body("detail", containsString("r1"));
    post(
            "[" + other + ",{\"world\":\"world-wait\",\"component_id\":\"a\"}]",
            "application/json",
            true)
        .statusCode(202)
        .body("events[0].status", equalTo(409))
        .body("events[0].global_seq", nullValue())
        .body("events[1].global_seq", equalTo(2));
  }

  @Test
  void withoutWaitingAConflictIsADeadLetter() {
    String event =
        "{\"world\":\"world-dead\",\"component_id\":\"shop/cart\",\"req_id\":\"dead-1\","
            + "\"message\":\"%s\"}";

    post(event.formatted("first"), "application/json", false)
        .statusCode(202)
        .body("events[0].id", notNullValue())
        .body("events[0].global_seq", nullValue());
    post(event.formatted("second"), "application/json", false).statusCode(202);

    String letters =
        TopicReader.until(kafka, Topic.DEAD_LETTERS.topicName(), text -> text.contains("dead-1"));
    assertThat(letters).contains("req_id_conflict", "\"service\":\"ingestion\"");
  }

  @Test
  void aThousandReqIdsSentThreeTimesAreAThousandEntries() {
    String world = "world-repeats";
    for (int round = 0; round < 3; round++) {
      StringBuilder lines = new StringBuilder();
      for (int i = 0; i < 1000; i++) {
        lines.append(
            "{\"world\":\"%s\",\"component_id\":\"shop/s%d\",\"req_id\":\"r%d\"}\n"
                .formatted(world, i % 7, i));
      }
      post(lines.toString(), NDJSON, round == 2).statusCode(202);
    }

    List<Event> log = eventsOf(world, 1000);
    Set<String> reqIds = new HashSet<>();
    log.forEach(event -> reqIds.add(event.reqId()));
    assertThat(log).hasSize(1000);
    assertThat(reqIds).hasSize(1000);
    assertThat(log.getLast().globalSeq()).isEqualTo(1000);
  }

  @Test
  void theGoodIsTakenAndTheBadListed() {
    post("[{\"component_id\":\"a\"},{\"colour\":1}]", "application/json", false)
        .statusCode(202)
        .body("accepted", equalTo(1))
        .body("refused", hasSize(1))
        .body("refused[0].index", equalTo(1))
        .body("refused[0].field", equalTo("colour"))
        .body("refused[0].code", equalTo("unknown_field"));
    post("[{\"colour\":1}]", "application/json", false)
        .statusCode(400)
        .body("code", equalTo("no_event_taken"))
        .body("refused[0].code", equalTo("unknown_field"));
    post("[{]", "application/json", false)
        .statusCode(400)
        .contentType("application/problem+json")
        .body("code", equalTo("malformed_body"));
    post("[]", "application/json", true).statusCode(202).body("accepted", equalTo(0));
  }

  @Test
  void gzipIsAcceptedAndBoundedAndLargeBodiesAreRefused() throws IOException {
    given()
        .header("Content-Encoding", "gzip")
        .contentType(NDJSON)
        .body(gzip("{\"component_id\":\"a\"}\n".repeat(100)))
        .post("/api/v1/events")
        .then()
        .statusCode(202)
        .body("accepted", equalTo(100));
    given()
        .header("Content-Encoding", "gzip")
        .contentType(NDJSON)
        .body(gzip(" ".repeat(50_000_000)))
        .post("/api/v1/events")
        .then()
        .statusCode(413)
        .body("code", equalTo("too_large"));
    for (int mebibytes : new int[] {6, 11}) {
      post(" ".repeat(mebibytes << 20), "application/json", false)
          .statusCode(413)
          .contentType("application/problem+json")
          .body("code", equalTo("too_large"));
    }
    given()
        .header("Content-Encoding", "br")
        .contentType(NDJSON)
        .body("{}".getBytes(StandardCharsets.UTF_8))
        .post("/api/v1/events")
        .then()
        .statusCode(415);
  }

  @Test
  void scannersAppendOverGrpcAndGetTheirRepliesInOrder() throws InterruptedException {
    ManagedChannel channel =
        ManagedChannelBuilder.forAddress("localhost", port).usePlaintext().build();
    BlockingQueue<AppendReply> replies = new LinkedBlockingQueue<>();
    try {
      StreamObserver<AppendRequest> requests =
          IntakeGrpc.newStub(channel).append(new Collector(replies));
      Random random = new Random(5);
      for (int batch = 1; batch <= 20; batch++) {
        AppendRequest.Builder request =
            AppendRequest.newBuilder().setBatch(batch).setSourceId("node-1");
        for (int i = 0; i < 10; i++) {
          request.addEvents(
              EventCodec.toProto(
                  Event.builder()
                      .id(EventIds.fresh(1, random))
                      .world("world-grpc")
                      .timestampMs(5L)
                      .observedMs(1L)
                      .componentId("shop/cart")
                      .build()));
        }
        request.addEvents(dev.rearview.proto.event.v1.Event.getDefaultInstance());
        requests.onNext(request.build());
      }
      requests.onCompleted();
      for (int batch = 1; batch <= 20; batch++) {
        AppendReply reply = replies.poll(30, TimeUnit.SECONDS);
        assertThat(reply).isNotNull();
        assertThat(reply.getBatch()).isEqualTo(batch);
        assertThat(reply.getAccepted()).isEqualTo(10);
        assertThat(reply.getRefused(0).getIndex()).isEqualTo(10);
        assertThat(reply.getRefused(0).getCode()).isEqualTo("missing_field");
      }
    } finally {
      channel.shutdownNow();
    }

    List<Event> log = eventsOf("world-grpc", 200);
    assertThat(log).hasSize(200).allMatch(e -> "node-1".equals(e.sourceId()));
  }

  @Test
  void healthMetricsAndContractAreThere() {
    post("{\"component_id\":\"a\",\"message\":\"x@example.org\"}", "application/json", true)
        .statusCode(202);

    given().get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"));
    given().get("/q/health/live").then().statusCode(200);
    String metrics = given().get("/q/metrics").then().statusCode(200).extract().asString();
    assertThat(metrics)
        .contains("rearview_ingestion_events_accepted_total")
        .contains("rearview_ingestion_redactions_total{kind=\"email\"}")
        .contains("rearview_ingestion_handover_seconds")
        .contains("rearview_sequencer_events_appended_total")
        .contains("rearview_sequencer_lag");
    given()
        .get("/q/openapi")
        .then()
        .statusCode(200)
        .body(containsString("/api/v1/events"), containsString("global_seq"));
  }

  /** The world's entries in the order of their numbers, once there are so many. */
  private List<Event> eventsOf(String world, int count) {
    List<Event> log = new ArrayList<>();
    TopicReader.until(
        kafka,
        Topic.EVENTS.topicName(),
        value -> {
          Event event = EventCodec.decode(value);
          if (event.world().equals(world)) {
            log.add(event);
          }
        },
        () -> log.size() >= count);
    log.sort(Comparator.comparingLong(Event::globalSeq));
    return log;
  }

  private static ValidatableResponse post(String body, String type, boolean wait) {
    return given()
        .contentType(type)
        .queryParam("wait", wait)
        .body(body.getBytes(StandardCharsets.UTF_8))
        .post("/api/v1/events")
        .then();
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return out.toByteArray();
  }

  private record Collector(BlockingQueue<AppendReply> replies)
      implements StreamObserver<AppendReply> {
    @Override
    public void onNext(AppendReply reply) {
      replies.add(reply);
    }

    @Override
    public void onError(Throwable failure) {}

    @Override
    public void onCompleted() {}
  }
}
