package dev.rearview.standalone;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Waits until the services answer, then until they have read what was there before them, as their
 * health tells it. Answers are right before that too: they say how far behind they are.
 */
final class CatchUp {
  private static final Duration READY_WITHIN = Duration.ofSeconds(90);
  private static final Duration READ_WITHIN = Duration.ofMinutes(5);
  private static final long LOOK_MS = 500;
  private static final long SAY_EVERY_LOOKS = 20;

  /** What comes in while one looks is not behind. */
  private static final long ALWAYS_UNDER_WAY = 200;

  /** So often in a row there must be nothing to read, for it passes from service to service. */
  private static final int QUIET_LOOKS = 6;

  private static final Pattern LAG = Pattern.compile("\"lag\"\\s*:\\s*(\\d+)");

  private final HttpRequest health;
  private final PrintStream out;

  CatchUp(int port, PrintStream out) {
    this.health =
        HttpRequest.newBuilder(URI.create("http://localhost:%d/q/health/ready".formatted(port)))
            .timeout(Duration.ofSeconds(5))
            .build();
    this.out = out;
  }

  /** Whether everything answers and has read the past; false after the time for it. */
  boolean await() {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return ready(http) && read(http);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private boolean ready(HttpClient http) throws InterruptedException {
    long deadline = System.nanoTime() + READY_WITHIN.toNanos();
    while (System.nanoTime() < deadline) {
      if (lag(http) >= 0) {
        return true;
      }
      Thread.sleep(LOOK_MS);
    }
    return false;
  }

  private boolean read(HttpClient http) throws InterruptedException {
    long deadline = System.nanoTime() + READ_WITHIN.toNanos();
    int quiet = 0;
    for (long look = 1; System.nanoTime() < deadline; look++) {
      long lag = lag(http);
      quiet = lag >= 0 && lag <= ALWAYS_UNDER_WAY ? quiet + 1 : 0;
      if (quiet == QUIET_LOOKS) {
        return true;
      }
      if (look % SAY_EVERY_LOOKS == 0 && lag > ALWAYS_UNDER_WAY) {
        out.printf("Reading what is there: %,d records to go …%n", lag);
      }
      Thread.sleep(LOOK_MS);
    }
    return false;
  }

  /** How many records all services together have not read; -1 while they do not answer. */
  private long lag(HttpClient http) throws InterruptedException {
    try {
      HttpResponse<String> response = http.send(health, BodyHandlers.ofString());
      return response.statusCode() == 200 ? sum(response.body()) : -1;
    } catch (IOException e) {
      return -1;
    }
  }

  static long sum(String health) {
    return LAG.matcher(health).results().mapToLong(m -> Long.parseLong(m.group(1))).sum();
  }
}
