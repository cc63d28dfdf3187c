package dev.rearview.scanner.shipping;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How a node's records are shipped.
 *
 * @param stateDir where scan positions are kept, one folder for each node
 * @param world the world that they go to
 * @param batchEvents most events in a batch
 * @param unanswered most batches without an answer
 * @param poll how long to wait where nothing new was found
 * @param saveEvery how often positions are written at most
 * @param firstRetry wait before the first repeat; doubles up to {@code lastRetry}
 * @param lastRetry longest wait before a repeat
 * @param seenIds how many traces and sessions at services are remembered
 */
public record ShippingSettings(
    Path stateDir,
    String world,
    int batchEvents,
    int unanswered,
    Duration poll,
    Duration saveEvery,
    Duration firstRetry,
    Duration lastRetry,
    int seenIds) {
  public ShippingSettings {
    requireRange("batch-events", batchEvents, 1, 10_000);
    requireRange("unanswered", unanswered, 1, 64);
    requireRange("seen-ids", seenIds, 1, 10_000_000);
    requirePositive("poll", poll);
    requirePositive("first-retry", firstRetry);
    if (saveEvery.isNegative()) {
      throw new IllegalArgumentException("rearview.scanner.shipping.save-every is negative");
    }
    if (lastRetry.compareTo(firstRetry) < 0) {
      throw new IllegalArgumentException(
          "rearview.scanner.shipping.last-retry %s is shorter than first-retry %s"
              .formatted(lastRetry, firstRetry));
    }
  }

  private static void requireRange(String name, int value, int low, int high) {
    if (value < low || value > high) {
      throw new IllegalArgumentException(
          "rearview.scanner.shipping.%s is %d: expected %d to %d"
              .formatted(name, value, low, high));
    }
  }

  private static void requirePositive(String name, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(
          "rearview.scanner.shipping.%s is %s: expected more than 0".formatted(name, value));
    }
  }
}
