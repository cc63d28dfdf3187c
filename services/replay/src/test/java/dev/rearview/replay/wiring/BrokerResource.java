package dev.rearview.replay.wiring;

import dev.rearview.broker.EmbeddedBroker;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/** A broker of its own, and a folder for the stores. */
public final class BrokerResource implements QuarkusTestResourceLifecycleManager {
  private Path folder;
  private EmbeddedBroker broker;

  @Override
  public Map<String, String> start() {
    try {
      folder = Files.createTempDirectory("replay-it");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
    return Map.of(
        "kafka.bootstrap.servers",
        broker.bootstrapServers(),
        "rearview.replay.state-dir",
        folder.resolve("state").toString(),
        "quarkus.http.test-port",
        "0",
        "quarkus.log.level",
        "WARN");
  }

  @Override
  public void stop() {
    broker.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
