package dev.rearview.standalone;

import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The settings that join the services in one process; all of them are known at start only. */
final class Wiring {
  private static final List<String> STATEFUL =
      List.of("ingestion", "replay", "causality", "prediction", "scanner");
  private static final List<String> ASKED_BY_QUERY = List.of("replay", "causality", "prediction");

  private final Map<String, String> settings = new LinkedHashMap<>();

  Wiring(Path data, int port, String bootstrapServers) {
    String self = "localhost:" + port;
    settings.put("quarkus.http.port", Integer.toString(port));
    settings.put("kafka.bootstrap.servers", bootstrapServers);
    settings.put("quarkus.log.file.path", data.resolve("rearview.log").toString());
    for (String service : STATEFUL) {
      settings.put(
          "rearview.%s.state-dir".formatted(service),
          data.resolve("state").resolve(service).toString());
      String owner = service.equals("ingestion") ? "ingestion.sequencer" : service;
      settings.put("rearview.%s.advertised-address".formatted(owner), self);
    }
    for (String service : ASKED_BY_QUERY) {
      settings.put("rearview.query.%s-address".formatted(service), self);
    }
    settings.put("rearview.scanner.ingestion-address", self);
  }

  /** The clock starts there, at that speed; empty: it is the machine's. */
  Wiring clock(Optional<Instant> at, double speed) {
    at.ifPresent(time -> settings.put("rearview.clock.at", time.toString()));
    settings.put("rearview.clock.speed", Double.toString(speed));
    return this;
  }

  /** One node that the scanner reads. */
  Wiring node(NodeFolder node) {
    String prefix = "rearview.scanner.nodes.\"%s\".".formatted(node.name());
    settings.put(prefix + "roots[0]", node.folder().toString());
    for (int i = 0; i < node.include().size(); i++) {
      settings.put(prefix + "include[%d]".formatted(i), node.include().get(i));
    }
    node.zone().ifPresent(zone -> settings.put(prefix + "zone", zone.getId()));
    node.year().ifPresent(year -> settings.put(prefix + "year", Integer.toString(year)));
    int count = 0;
    while (settings.containsKey("rearview.query.expected-nodes[%d]".formatted(count))) {
      count++;
    }
    settings.put("rearview.query.expected-nodes[%d]".formatted(count), node.name());
    return this;
  }

  Map<String, String> settings() {
    return Map.copyOf(settings);
  }
}
