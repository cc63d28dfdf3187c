package dev.rearview.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WiringTest {
  private static final Path DATA = Path.of("/data");

  @Test
  void servicesReachEachOtherOnTheOnePort() {
    Map<String, String> settings = new Wiring(DATA, 8080, "localhost:9092").settings();

    assertThat(settings)
        .containsEntry("quarkus.http.port", "8080")
        .containsEntry("kafka.bootstrap.servers", "localhost:9092")
        .containsEntry("rearview.query.replay-address", "localhost:8080")
        .containsEntry("rearview.scanner.ingestion-address", "localhost:8080")
        .containsEntry("rearview.scanner.advertised-address", "localhost:8080")
        .containsEntry("rearview.replay.advertised-address", "localhost:8080")
        .containsEntry("rearview.replay.state-dir", "/data/state/replay");
  }

  @Test
  void nodesAreReadAndExpected() {
    Wiring wiring = new Wiring(DATA, 8080, "localhost:9092");
    wiring.node(NodeFolder.of("node-1", Path.of("/logs/one")));
    wiring.node(
        new NodeFolder(
            "db.example",
            Path.of("/logs/two"),
            List.of("*.txt", "*.out"),
            Optional.of(ZoneId.of("Europe/Berlin")),
            Optional.of(2015)));

    assertThat(wiring.settings())
        .containsEntry("rearview.scanner.nodes.\"node-1\".roots[0]", "/logs/one")
        .containsEntry("rearview.scanner.nodes.\"db.example\".include[1]", "*.out")
        .containsEntry("rearview.scanner.nodes.\"db.example\".zone", "Europe/Berlin")
        .containsEntry("rearview.scanner.nodes.\"db.example\".year", "2015")
        .containsEntry("rearview.query.expected-nodes[0]", "node-1")
        .containsEntry("rearview.query.expected-nodes[1]", "db.example");
  }

  @Test
  void theClockIsTheMachinesUnlessSaid() {
    Wiring wiring = new Wiring(DATA, 8080, "localhost:9092");
    assertThat(wiring.clock(Optional.empty(), 1).settings()).doesNotContainKey("rearview.clock.at");
    assertThat(wiring.clock(Optional.of(Instant.parse("2024-01-15T15:55:00Z")), 2).settings())
        .containsEntry("rearview.clock.at", "2024-01-15T15:55:00Z")
        .containsEntry("rearview.clock.speed", "2.0");
  }

  @Test
  void aNodesNameIsRefusedWhereItCouldNotBeOne() {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> NodeFolder.of("a\"b", DATA))
        .withMessageContaining("'a\"b' is no node's name");
  }
}
