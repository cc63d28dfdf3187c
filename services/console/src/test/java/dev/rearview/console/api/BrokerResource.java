package dev.rearview.console.api;

import dev.rearview.broker.EmbeddedBroker;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A real broker for a test of the whole process. */
public final class BrokerResource implements QuarkusTestResourceLifecycleManager {
  private @Nullable EmbeddedBroker broker;

  @Override
  public Map<String, String> start() {
    try {
      broker = EmbeddedBroker.start(Files.createTempDirectory("console-broker"), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Map.of(
        "kafka.bootstrap.servers", broker.bootstrapServers(), "quarkus.http.test-port", "0");
  }

  @Override
  public void stop() {
    if (broker != null) {
      broker.close();
    }
  }
}
