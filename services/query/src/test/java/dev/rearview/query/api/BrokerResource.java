package dev.rearview.query.api;

import dev.rearview.broker.EmbeddedBroker;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A broker of its own, the nodes that there should be, and services that are away. */
public class BrokerResource implements QuarkusTestResourceLifecycleManager {
  private EmbeddedBroker broker;

  @Override
  public Map<String, String> start() {
    try {
      Path folder = Files.createTempDirectory("query-it");
      broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
      return Map.of(
          "kafka.bootstrap.servers", broker.bootstrapServers(),
          "rearview.query.expected-nodes", "healthy,hung,denied,breaks-off,dead,never",
          "rearview.query.replay-address", "localhost:1",
          "rearview.query.causality-address", "localhost:1",
          "rearview.query.prediction-address", "localhost:1",
          "rearview.clock.at", "2024-01-15T15:55:00Z");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop() {
    if (broker != null) {
      broker.close();
    }
  }
}
