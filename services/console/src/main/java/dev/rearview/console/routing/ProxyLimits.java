package dev.rearview.console.routing;

import java.time.Duration;

/**
 * How long and how much the front door waits for a service.
 *
 * @param connectTimeout until the connection stands
 * @param headTimeout from the request's end to the head of the answer
 * @param idleTimeout longest silence in what has begun
 * @param maxRequests under way to one service; as many again may wait
 */
public record ProxyLimits(
    Duration connectTimeout, Duration headTimeout, Duration idleTimeout, int maxRequests) {
  public ProxyLimits {
    positive("connect-timeout", connectTimeout);
    positive("head-timeout", headTimeout);
    positive("idle-timeout", idleTimeout);
    if (maxRequests < 1 || maxRequests > 65_536) {
      throw new IllegalArgumentException(
          "rearview.console.proxy.max-requests=%d is not within 1 to 65536".formatted(maxRequests));
    }
  }

  private static void positive(String name, Duration value) {
    if (value.toMillis() < 1 || value.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException(
          "rearview.console.proxy.%s=%s is not within 1 ms to 1 day".formatted(name, value));
    }
  }
}
