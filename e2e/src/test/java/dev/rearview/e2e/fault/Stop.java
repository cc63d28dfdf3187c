package dev.rearview.e2e.fault;

import dev.rearview.e2e.harness.ServiceProcess;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Asks a process to stop and looks how it does. */
final class Stop {
  static final Duration NOT_READY_WITHIN = Duration.ofSeconds(1);
  static final Duration GONE_WITHIN = Duration.ofSeconds(30);

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long PAUSE_NANOS = 20_000_000;

  private Stop() {}

  /** After how long it said that it is not ready, or said nothing any more; and was gone. */
  record Times(Duration notReady, Duration gone) {}

  static Times of(ServiceProcess process) {
    HttpClient http = HttpClient.newHttpClient();
    HttpRequest ready =
        HttpRequest.newBuilder(process.uri().resolve("/q/health/ready"))
            .timeout(Duration.ofSeconds(5))
            .build();
    long asked = System.nanoTime();
    process.askToStop();
    while (isReady(http, ready) && since(asked).compareTo(PATIENCE) < 0) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    Duration notReady = since(asked);
    while (process.isAlive() && since(asked).compareTo(PATIENCE) < 0) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    return new Times(notReady, since(asked));
  }

  private static boolean isReady(HttpClient http, HttpRequest ready) {
    try {
      return http.send(ready, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }
}
