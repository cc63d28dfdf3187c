package dev.rearview.standalone;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.LongPredicate;
import java.util.regex.Pattern;

/**
 * Waits until the services answer, and then until they have read what was there before them, as
 * their health tells it. Answers are right before that too: they say how far behind they are.
 */
final class CatchUp {
  private static final Duration READY_WITHIN = Duration.ofSeconds(90);
  private static final Duration READ_WITHIN = Duration.ofMinutes(5);
  private static final long LOOK_MS = 500;

  /** What comes in while one looks is not behind. */
  private static final long ALWAYS_UNDER_WAY = 200;

  /** So often in a row there must be nothing to read, for it passes from service to service. */
  private static final int QUIET_LOOKS = 6;

  private static final Pattern LAG = Pattern.compile("\"lag\"\\s*:\\s*(\\d+)");

  private final HttpRequest health;

  CatchUp(int port) {
    this.health =
        HttpRequest.newBuilder(URI.create("http://localhost:%d/q/health/ready".formatted(port)))
            .timeout(Duration.ofSeconds(5))
            .build();
  }

  /** Whether every service answers; false after the time for it. */
  boolean awaitReady() {
    return looking(READY_WITHIN, 1, lag -> lag >= 0);
  }

  /** Whether every service has read the past; false after the time for it. */
  boolean awaitRead() {
    return looking(READ_WITHIN, QUIET_LOOKS, lag -> lag >= 0 && lag <= ALWAYS_UNDER_WAY);
  }

  /** Looks until the lag is right so often in a row. */
  private boolean looking(Duration atMost, int inARow, LongPredicate right) {
    long deadline = System.nanoTime() + atMost.toNanos();
    int row = 0;
    try (HttpClient http = HttpClient.newHttpClient()) {
      while (System.nanoTime() < deadline) {
        row = right.test(lag(http)) ? row + 1 : 0;
        if (row == inARow) {
          return true;
        }
        Thread.sleep(LOOK_MS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
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
