package dev.rearview.prediction;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import dev.rearview.model.Event;
import dev.rearview.model.Kind;
import dev.rearview.proto.EventCodec;
import dev.rearview.proto.EventKeys;
import dev.rearview.proto.Topic;
import dev.rearview.proto.prediction.v1.PredictRequest;
import dev.rearview.proto.prediction.v1.PredictionGrpc;
import dev.rearview.proto.prediction.v1.WhatIfReply;
import dev.rearview.proto.prediction.v1.WhatIfRequest;
import dev.rearview.testkit.TestEvents;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.StatusRuntimeException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URL;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** The service as it runs: broker, topology, gRPC, HTTP. */
@QuarkusTest
@QuarkusTestResource(BrokerResource.class)
class PredictionIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Instant START = Instant.parse("2024-01-15T13:00:00Z");

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrapServers;

  @TestHTTPResource URL url;

  @Test
  void whatWillAndWhatWouldHappenIsToldByHttpAndByGrpc() throws Exception {
    sendTwoHoursAndAHalf();
    await(() ->
        given()
            .get("/api/v1/predictions?from=2024-01-15T15:30:00Z&metric=cpu&horizon=10m")
            .asString()
            .contains("\"OK\""));
    given()
        .get(
            "/api/v1/predictions?from=2024-01-15T15:00:00Z&metric=cpu&horizon=5m"
                + "&component=deployment/shop/cart")
        .then()
        .statusCode(200)
        .body("forecasts[0].component_id", equalTo("shop/cart"))
        .body("forecasts[0].unit", equalTo("percent"))
        .body("forecasts[0].points", hasSize(5))
        .body("forecasts[0].points[0].actual", notNullValue());
    given()
        .contentType("application/json")
        .body(
            """
            {"component_id": "shop/cart", "patch": {"replicas": 2},
             "at": "2024-01-15T15:44:00Z", "within": "10m"}
            """)
        .post("/api/v1/what-if")
        .then()
        .statusCode(200)
        .body("status", equalTo("OK"))
        .body("minimum_cases", equalTo(3))
        .body("cases", greaterThan(2))
        .body("effects.find { it.metric == 'cpu' }.expected", greaterThan(60f));
    overGrpc();
  }

  private void overGrpc() {
    ManagedChannel channel =
        ManagedChannelBuilder.forAddress(url.getHost(), url.getPort()).usePlaintext().build();
    try {
      PredictionGrpc.PredictionBlockingStub stub = PredictionGrpc.newBlockingStub(channel);
      assertThat(
              stub.predictNext(
                      PredictRequest.newBuilder()
                          .setFromMs(START.plusSeconds(8_000).toEpochMilli())
                          .setHorizonMs(300_000)
                          .build())
                  .getForecastsList())
          .extracting(f -> f.getMetric())
          .containsExactly("event_rate", "error_rate", "cpu");
      WhatIfReply reply =
          stub.whatIf(
              WhatIfRequest.newBuilder()
                  .setComponentId("shop/cart")
                  .setPatch("{\"image\":\"cart:9\"}")
                  .build());
      assertThat(reply.getStatus()).isEqualTo("INCONCLUSIVE");
      assertThat(reply.getMinimumCases()).isEqualTo(3);
      assertThatThrownBy(
              () -> stub.predictNext(PredictRequest.newBuilder().setHorizonMs(1).build()))
          .isInstanceOf(StatusRuntimeException.class)
          .hasMessageContaining("INVALID_ARGUMENT");
    } finally {
      channel.shutdownNow();
    }
  }

  @Test
  void healthMetricsDescriptionAndProblemsAreThere() {
    await(() -> given().get("/q/health/ready").statusCode() == 200);
    given().get("/q/metrics").then().body(containsString("rearview_prediction_lag_records"));
    given().get("/q/openapi").then().body(containsString("/api/v1/what-if"));
    given()
        .get("/api/v1/predictions?horizon=soon")
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("code", equalTo("bad_duration"));
    given()
        .contentType("application/json")
        .body("{}")
        .post("/api/v1/what-if")
        .then()
        .statusCode(400)
        .body("detail", containsString("component_id"));
  }

  /** 4 and 2 replicas in turn, a quarter of an hour each; the last has 4. */
  private void sendTwoHoursAndAHalf() throws Exception {
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", bootstrapServers),
            new StringSerializer(),
            new ByteArraySerializer())) {
      long seq = 0;
      for (int s = 0; s < 9_900; s += 15) {
        int replicas = s / 900 % 2 == 0 ? 4 : 2;
        Event.Builder event =
            TestEvents.event("e" + s, "shop/cart", START.plusSeconds(s).toString())
                .globalSeq(++seq)
                .metric("cpu", replicas == 4 ? 40 : 70);
        if (s % 900 == 0) {
          event.kind(Kind.DEPLOY).stateDelta("{\"replicas\":%d}".formatted(replicas));
        }
        Event built = event.build();
        producer.send(
            new ProducerRecord<>(
                Topic.EVENTS.topicName(),
                EventKeys.component(built.world(), built.componentId()),
                EventCodec.encode(built)));
      }
    }
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited %s", PATIENCE).isLessThan(deadline);
      LockSupport.parkNanos(100_000_000);
    }
  }
}
