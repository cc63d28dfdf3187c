package dev.rearview.scanner.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import dev.rearview.proto.Topic;
import dev.rearview.proto.event.v1.Event;
import dev.rearview.proto.scan.v1.NodeStatus;
import dev.rearview.proto.scan.v1.ScanReply;
import dev.rearview.proto.scan.v1.ScanRequest;
import dev.rearview.proto.scan.v1.ScannerGrpc;
import dev.rearview.scanner.scan.ScanPlaces;
import dev.rearview.testkit.Await;
import dev.rearview.testkit.TopicReader;
import io.grpc.Context;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URL;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The service as it runs: gRPC on the HTTP port, two nodes, a broker, an ingestion. */
@QuarkusTest
@QuarkusTestResource(ScannerResource.class)
class ScannerIT {
  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrapServers;

  @TestHTTPResource URL url;
  @Inject ScanPlaces places;

  private ManagedChannel channel;
  private ScannerGrpc.ScannerBlockingStub scanner;

  @BeforeEach
  void connect() {
    channel = ManagedChannelBuilder.forAddress("localhost", url.getPort()).usePlaintext().build();
    scanner = ScannerGrpc.newBlockingStub(channel);
  }

  @AfterEach
  void disconnect() {
    channel.shutdownNow();
  }

  @Test
  void aScanRunsOnTheNodeThatIsAskedFor() {
    List<String> messages = new ArrayList<>();
    List<ScanReply> replies = new ArrayList<>();
    scanner
        .scan(request("node-2", "SELECT message FROM logs WHERE level >= ERROR"))
        .forEachRemaining(replies::add);
    replies.stream()
        .flatMap(reply -> reply.getRows().getRowsList().stream())
        .forEach(row -> messages.add(row.getValues(0).getText()));

    assertThat(messages).containsExactly("failure on node-2");
    assertThat(replies.getLast().getReport().getComplete()).isTrue();
  }

  @Test
  void aCancelledScanEnds() throws Exception {
    Context.CancellableContext call = Context.ROOT.withCancellation();
    Iterator<ScanReply> replies =
        call.call(() ->
            scanner.scan(
                request("node-1", "SELECT message FROM logs FOLLOW").toBuilder()
                    .setFollow(true)
                    .build()));
    assertThat(replies.next().hasHeader()).isTrue();
    assertThat(places.running()).isEqualTo(1);

    call.cancel(null);

    Await.until("the scan ends", () -> places.running() == 0);
  }

  @Test
  void whatTheEventLogWantsIsShippedAlthoughIngestionWasBusyAtFirst() throws Exception {
    Await.until("both failures arrive", () -> ScannerResource.TAKEN.size() >= 2);

    assertThat(ScannerResource.TAKEN.stream().map(Event::getMessage))
        .containsExactlyInAnyOrder("failure on node-1", "failure on node-2");
    assertThat(ScannerResource.TAKEN.stream().map(Event::getComponentId)).containsOnly("checkout");
  }

  @Test
  void theNodesAreAnnounced() throws Exception {
    List<NodeStatus> last = new ArrayList<>();
    TopicReader.readUntil(
        bootstrapServers,
        Topic.NODES,
        Duration.ofSeconds(60),
        records -> {
          last.clear();
          records.forEach(record -> last.add(status(record.value())));
          return last.stream().anyMatch(s -> s.getNode().equals("node-1") && s.getShipped() == 1)
              && last.stream().anyMatch(s -> s.getNode().equals("node-2"));
        });

    assertThat(last.getFirst().getAddress()).isEqualTo("scanner.example:8086");
    assertThat(last.getFirst().getFiles()).isEqualTo(1);
    assertThat(last.getFirst().getFormatsList())
        .singleElement()
        .satisfies(format -> {
          assertThat(format.getName()).isEqualTo("shop");
          assertThat(format.getDescription()).isEqualTo("the shop's own lines");
          assertThat(format.getSample()).isEqualTo("2024-01-15 15:47:23 <ERROR> refused");
        });
    assertThat(last.getFirst().getSeenMs())
        .isGreaterThanOrEqualTo(Instant.parse("2024-01-15T15:55:00Z").toEpochMilli());
  }

  @Test
  void healthAndMetricsAreThere() throws Exception {
    Await.until("both failures arrive", () -> ScannerResource.TAKEN.size() >= 2);

    given().get("/q/health/live").then().statusCode(200);
    given()
        .get("/q/metrics")
        .then()
        .statusCode(200)
        .body(containsString("rearview_scanner_shipped_total{node=\"node-1\"}"));
  }

  private static ScanRequest request(String node, String fragment) {
    return ScanRequest.newBuilder()
        .setNode(node)
        .setFragment(fragment)
        .setZone("UTC")
        .setNowMs(Instant.parse("2024-01-15T15:55:00Z").toEpochMilli())
        .setDeadlineMs(60_000)
        .build();
  }

  private static NodeStatus status(byte[] bytes) {
    try {
      return NodeStatus.parseFrom(bytes);
    } catch (com.google.protobuf.InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }
}
