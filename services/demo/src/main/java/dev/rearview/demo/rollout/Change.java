package dev.rearview.demo.rollout;

import dev.rearview.demo.shop.Service;
import java.util.UUID;

/**
 * A change to what is deployed.
 *
 * @param image after it
 * @param replicas after it
 * @param eventId of the event that tells it
 */
public record Change(
    long atMs,
    Service service,
    String image,
    String imageBefore,
    int replicas,
    int replicasBefore,
    String reason,
    UUID eventId) {

  public boolean isRollout() {
    return !image.equals(imageBefore);
  }

  /** {@code rolled out cart:2.4}, {@code scaled from 2 to 3 replicas}. */
  public String message() {
    return isRollout()
        ? "rolled out %s, before %s: %s".formatted(image, imageBefore, reason)
        : "scaled from %d to %d replicas: %s".formatted(replicasBefore, replicas, reason);
  }

  /** The merge patch of the service's state. */
  public String delta() {
    return isRollout()
        ? "{\"image\":\"%s\"}".formatted(image)
        : "{\"replicas\":%d}".formatted(replicas);
  }
}
