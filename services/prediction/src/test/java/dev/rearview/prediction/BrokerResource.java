package dev.rearview.prediction;

import dev.rearview.broker.EmbeddedBroker;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A broker of its own, and a fresh folder for the stores. */
public class BrokerResource implements QuarkusTestResourceLifecycleManager {
  private EmbeddedBroker broker;

  @Override
  public Map<String, String> start() {
    try {
      Path folder = Files.createTempDirectory("prediction-it");
      broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
      return Map.of(
          "kafka.bootstrap.servers",
          broker.bootstrapServers(),
          "quarkus.http.test-port",
          "0",
          "rearview.prediction.state-dir",
          folder.resolve("state").toString(),
          "rearview.clock.at",
          "2024-01-15T16:00:00Z");
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
