package dev.rearview.ingestion.api;

import java.time.Duration;

/**
 * How an append answers.
 *
 * @param maxBodyBytes longest body
 * @param maxEvents most events in a request
 * @param waitTimeout how long {@code wait=true} waits, 100 ms to 1 minute
 */
public record AppendSettings(int maxBodyBytes, int maxEvents, Duration waitTimeout) {
  /** When a sender should try again that was refused for want of Kafka or of room. */
  static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  public AppendSettings {
    if (waitTimeout.toMillis() < 100 || waitTimeout.toMillis() > 60_000) {
      throw new IllegalArgumentException(
          "wait-timeout must be 100 ms to 1 minute, not " + waitTimeout);
    }
  }
}
