package dev.rearview.ingestion;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.rearview.model.Event;
import dev.rearview.model.EventIds;
import dev.rearview.proto.EventCodec;
import dev.rearview.proto.event.v1.AppendReply;
import dev.rearview.proto.event.v1.AppendRequest;
import dev.rearview.proto.event.v1.MutinyIntakeGrpc;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Multi;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Without Kafka everything is refused with the time to come again, and nothing is acknowledged. */
@QuarkusTest
@TestProfile(KafkaAwayIT.NoKafka.class)
class KafkaAwayIT {
  @ConfigProperty(name = "quarkus.http.test-port", defaultValue = "8081")
  int port;

  /** Nobody listens at this address. */
  public static final class NoKafka implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "kafka.bootstrap.servers", "localhost:1",
          "quarkus.http.test-port", "0",
          "quarkus.shutdown.delay", "0",
          "quarkus.log.category.\"org.apache.kafka\".level", "ERROR",
          "rearview.ingestion.state-dir", "target/kafka-away");
    }
  }

  @Test
  void anAppendIsRefusedAndMayComeAgain() {
    for (boolean wait : new boolean[] {false, true}) {
      given()
          .contentType("application/json")
          .queryParam("wait", wait)
          .body("{\"component_id\":\"a\"}".getBytes(StandardCharsets.UTF_8))
          .post("/api/v1/events")
          .then()
          .statusCode(503)
          .contentType("application/problem+json")
          .header("Retry-After", equalTo("1"))
          .body("code", equalTo("kafka_unavailable"));
    }
  }

  @Test
  void scannersAreToldToComeAgain() {
    Event event =
        Event.builder()
            .id(EventIds.fresh(1, new Random(1)))
            .componentId("a")
            .timestampMs(1L)
            .observedMs(1L)
            .build();
    AppendRequest request =
        AppendRequest.newBuilder().setBatch(7).addEvents(EventCodec.toProto(event)).build();
    ManagedChannel channel =
        ManagedChannelBuilder.forAddress("localhost", port).usePlaintext().build();
    try {
      AppendReply reply =
          MutinyIntakeGrpc.newMutinyStub(channel)
              .append(Multi.createFrom().item(request))
              .collect()
              .first()
              .await()
              .atMost(Duration.ofSeconds(30));

      assertThat(reply.getBatch()).isEqualTo(7);
      assertThat(reply.getAccepted()).isZero();
      assertThat(reply.getRetryAfterMs()).isPositive();
    } finally {
      channel.shutdownNow();
    }
  }

  @Test
  void itIsAliveButNotReady() {
    given().get("/q/health/ready").then().statusCode(503).body("status", equalTo("DOWN"));
    given().get("/q/health/live").then().statusCode(200).body("status", equalTo("UP"));
  }
}
