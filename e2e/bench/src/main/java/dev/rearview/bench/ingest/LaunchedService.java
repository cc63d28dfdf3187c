package dev.rearview.bench.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** A service as it is built, in a process of its own. */
final class LaunchedService implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final long STOP_SECONDS = 60;
  private static final long LOOK_NANOS = 50_000_000;

  private final String name;
  private final Process process;
  private final URI uri;
  private final HttpClient http = HttpClient.newHttpClient();

  private LaunchedService(String name, Process process, int port) {
    this.name = name;
    this.process = process;
    this.uri = URI.create("http://localhost:" + port);
  }

  static LaunchedService start(String name, Path jar, Path run, Map<String, String> settings)
      throws IOException {
    int port = freePort();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx1g", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"));
    command.add("-Dquarkus.http.port=" + port);
    settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
    command.addAll(List.of("-jar", jar.toString()));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(run.resolve(name + ".log").toFile()))
            .start();
    return new LaunchedService(name, process, port);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  URI uri() {
    return uri;
  }

  /** Time on processors since it began. */
  long cpuNanos() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
  }

  void awaitReady() {
    while (ask("/q/health/ready").isEmpty()) {
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  /**
   * Returns once its store has so many events of the world. Counting them is dear, so that is not
   * done before the newest is there.
   */
  void awaitEvents(String world, long events) {
    String newest = "/api/v1/log/entries?world=%s&from_seq=%d&limit=1".formatted(world, events);
    await(newest, answer -> !answer.path("events").isEmpty());
    await("/api/v1/log/stats?world=" + world, answer -> answer.path("events").asLong() >= events);
  }

  private void await(String path, Predicate<JsonNode> fits) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (ask(path).map(LaunchedService::json).filter(fits).isEmpty()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("%s: %s within %s".formatted(name, path, PATIENCE));
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new IllegalStateException("an answer that is no JSON: " + text, e);
    }
  }

  /** The answer to a question; empty where there is none yet. */
  private Optional<String> ask(String path) {
    if (!process.isAlive()) {
      throw new IllegalStateException(name + " ended with " + process.exitValue());
    }
    try {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(uri.resolve(path))
                  .header("Accept", "application/json")
                  .timeout(Duration.ofSeconds(10))
                  .build(),
              BodyHandlers.ofString());
      return answer.statusCode() == 200 ? Optional.of(answer.body()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
