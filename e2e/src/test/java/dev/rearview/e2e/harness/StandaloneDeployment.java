package dev.rearview.e2e.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/** Everything in one process, as {@code rearview demo} starts it. */
public final class StandaloneDeployment implements Deployment {
  private final ServiceProcess process;
  private final Path data;
  private final Instant start;

  private StandaloneDeployment(ServiceProcess process, Path data, Instant start) {
    this.process = process;
    this.data = data;
    this.start = start;
  }

  /** Starts the demo with two hours of past at the given time and waits until it is ready. */
  public static StandaloneDeployment start(Path folder, Instant at) {
    int port = ServiceProcess.freePort();
    Path data = folder.resolve("data");
    ServiceProcess process =
        ServiceProcess.start(
            "standalone",
            port,
            folder,
            Map.of(),
            "demo",
            "--port",
            Integer.toString(port),
            "--data",
            data.toString(),
            "--at",
            at.toString());
    return new StandaloneDeployment(process.awaitReady(), data, at);
  }

  @Override
  public Api api() {
    return new Api(process.uri());
  }

  @Override
  public String bootstrapServers() {
    try {
      return Files.readString(data.resolve("kafka.address")).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Path data() {
    return data;
  }

  @Override
  public Instant start() {
    return start;
  }

  @Override
  public Api service(String name) {
    return api();
  }

  public ServiceProcess process() {
    return process;
  }

  @Override
  public void close() {
    process.close();
  }
}
