package dev.rearview.e2e.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** One of our services as its own process, its output in a file of its own. */
public final class ServiceProcess implements AutoCloseable {
  /** Most heap that a service gets. */
  public static final long HEAP_BYTES = 768L << 20;

  private static final Duration READY_WITHIN = Duration.ofSeconds(120);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(30);

  private final String name;
  private final Process process;
  private final Path log;
  private final int port;

  private ServiceProcess(String name, Process process, Path log, int port) {
    this.name = name;
    this.process = process;
    this.log = log;
    this.port = port;
  }

  /**
   * Starts a service's own build.
   *
   * @param port its HTTP and gRPC port
   * @param settings its configuration, as system properties
   * @param arguments its command line
   */
  public static ServiceProcess start(
      String name, int port, Path folder, Map<String, String> settings, String... arguments) {
    Path jar = Project.root().resolve("services/" + name + "/target/quarkus-app/quarkus-run.jar");
    if (!Files.exists(jar)) {
      throw new IllegalStateException(jar + " is not built: run ./rearview test");
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx" + HEAP_BYTES, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
    command.addAll(List.of("-jar", jar.toString()));
    command.addAll(List.of(arguments));
    Path log = folder.resolve(name + ".log");
    try {
      Files.createDirectories(folder);
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      return new ServiceProcess(name, process, log, port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return port;
  }

  public URI uri() {
    return URI.create("http://localhost:" + port);
  }

  /** What it has printed so far. */
  public String output() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Waits until its readiness is up. */
  public ServiceProcess awaitReady() {
    HttpClient http = HttpClient.newHttpClient();
    HttpRequest ready =
        HttpRequest.newBuilder(uri().resolve("/q/health/ready"))
            .timeout(Duration.ofSeconds(5))
            .build();
    long deadline = System.nanoTime() + READY_WITHIN.toNanos();
    while (System.nanoTime() < deadline && process.isAlive()) {
      try {
        if (http.send(ready, BodyHandlers.discarding()).statusCode() == 200) {
          return this;
        }
      } catch (IOException e) {
        // not listening yet; asked again below
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
      LockSupport.parkNanos(200_000_000);
    }
    String state = process.isAlive() ? "runs" : "ended with " + process.exitValue();
    throw new AssertionError(
        "%s is not ready within %s and %s:%n%s".formatted(name, READY_WITHIN, state, tail()));
  }

  /** Asks it to stop, as Ctrl-C does, and waits; answers its exit code. */
  public int stop() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
        throw new AssertionError(name + " did not stop within " + STOP_WITHIN + ":\n" + tail());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Asks it to stop, as Kubernetes does; returns at once. */
  public void askToStop() {
    process.destroy();
  }

  /** Ends it without a word, as a crash does, and returns once it is gone. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** How many bytes its heap holds that something refers to. */
  public long liveHeapBytes() {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    try {
      Process asked =
          new ProcessBuilder(jcmd.toString(), Long.toString(process.pid()), "GC.class_histogram")
              .redirectErrorStream(true)
              .start();
      String total = "";
      for (String line : asked.inputReader(StandardCharsets.UTF_8).lines().toList()) {
        total = line.startsWith("Total") ? line : total;
      }
      return Long.parseLong(total.strip().split("\\s+", -1)[2]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      stop();
    }
  }

  private String tail() {
    List<String> lines = output().lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
  }

  /** A port on the loopback interface that nobody uses now. */
  public static int freePort() {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
