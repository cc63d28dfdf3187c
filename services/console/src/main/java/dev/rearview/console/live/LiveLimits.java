package dev.rearview.console.live;

import java.time.Duration;

/**
 * Bounds of the live stream.
 *
 * @param maxClients at once
 * @param buffer messages that wait for one client
 * @param heartbeat longest silence towards a client
 */
public record LiveLimits(int maxClients, int buffer, Duration heartbeat) {
  public LiveLimits {
    if (maxClients < 1 || buffer < 1 || buffer > 1_000_000 || heartbeat.toMillis() < 100) {
      throw new IllegalArgumentException(
          "rearview.console.live: max-clients=%d and buffer=%d must be at least 1 (buffer at most 1000000), heartbeat=%s at least 100 ms"
              .formatted(maxClients, buffer, heartbeat));
    }
  }
}
