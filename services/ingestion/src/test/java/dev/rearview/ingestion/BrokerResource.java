package dev.rearview.ingestion;

import dev.rearview.broker.EmbeddedBroker;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A real broker in a folder that goes with it. */
public final class BrokerResource implements QuarkusTestResourceLifecycleManager {
  private @Nullable EmbeddedBroker broker;
  private @Nullable Path folder;

  @Override
  public Map<String, String> start() {
    try {
      folder = Files.createTempDirectory("rearview-ingestion");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    broker = EmbeddedBroker.start(folder.resolve("kafka"), 0);
    return Map.of(
        "kafka.bootstrap.servers", broker.bootstrapServers(),
        "quarkus.http.test-port", "0",
        "rearview.ingestion.hand-over-timeout", "20s",
        "rearview.ingestion.wait-timeout", "30s",
        "quarkus.shutdown.delay", "0",
        "quarkus.log.category.\"kafka\".level", "WARN",
        "quarkus.log.category.\"state.change.logger\".level", "WARN",
        "rearview.ingestion.state-dir", folder.resolve("state").toString());
  }

  @Override
  public void stop() {
    if (broker != null) {
      broker.close();
    }
    if (folder != null) {
      try (Stream<Path> files = Files.walk(folder)) {
        files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
