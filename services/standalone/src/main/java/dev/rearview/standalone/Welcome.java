package dev.rearview.standalone;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Says where everything is, once it answers.
 *
 * @param beginNanos when the start began, {@link System#nanoTime}
 */
record Welcome(int port, List<String> statements, long beginNanos, Path data) {
  private static final int DEFAULT_PORT = 8080;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  Welcome {
    statements = List.copyOf(statements);
  }

  void sayWhenReady() {
    boolean ready = awaitReady();
    double seconds = (System.nanoTime() - beginNanos) / 1e9;
    System.out.print(text(ready, seconds));
    System.out.flush();
  }

  String text(boolean ready, double seconds) {
    String server = port == DEFAULT_PORT ? "" : " --server http://localhost:" + port;
    StringBuilder out = new StringBuilder();
    out.append(
        ready
            ? "Ready after %.1f s.%n".formatted(seconds)
            : "Not everything is ready after %.1f s; see http://localhost:%d/q/health%n"
                .formatted(seconds, port));
    out.append("%n  Console  http://localhost:%d/%n".formatted(port));
    String label = "Try";
    for (String statement : statements) {
      out.append("  %-8s ./rearview query \"%s\"%s%n".formatted(label, statement, server));
      label = "";
    }
    out.append("  Log      %s%n".formatted(data.resolve("rearview.log")));
    out.append("  Stop     Ctrl-C%n%n".formatted());
    return out.toString();
  }

  private boolean awaitReady() {
    HttpRequest ready =
        HttpRequest.newBuilder(URI.create("http://localhost:%d/q/health/ready".formatted(port)))
            .timeout(Duration.ofSeconds(5))
            .build();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try (HttpClient http = HttpClient.newHttpClient()) {
      while (System.nanoTime() < deadline) {
        if (answers(http, ready)) {
          return true;
        }
        Thread.sleep(250);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }

  private static boolean answers(HttpClient http, HttpRequest ready) throws InterruptedException {
    try {
      return http.send(ready, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }
}
