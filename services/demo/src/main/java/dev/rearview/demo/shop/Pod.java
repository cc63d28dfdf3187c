package dev.rearview.demo.shop;

import java.util.UUID;

/**
 * Where a replica of a service runs.
 *
 * @param name with the suffixes that Kubernetes gives, {@code cart-7d9f8b6c5d-x2x9k}
 * @param replica from 0
 */
public record Pod(Service service, int replica, String name, String uid, String node) {
  private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";

  /** The hash in the name of the ReplicaSet of cart 2.3, the version that the story is about. */
  private static final String CART_HASH = "7d9f8b6c5d";

  /**
   * The pod that a replica gets when it is made.
   *
   * @param image names the ReplicaSet: the same image, the same hash
   * @param bornMs when it is made: another time, another pod
   */
  public static Pod of(Service service, int replica, String image, long bornMs, long seed) {
    var random = Seeds.random(seed, Seeds.of(service.app()), replica, bornMs);
    String uid = new UUID(random.nextLong(), random.nextLong()).toString();
    String name =
        service == Service.POSTGRES
            ? "postgres-" + replica
            : "%s-%s-%s".formatted(service.app(), hash(image), Seeds.word(random, 5, ALPHABET));
    return new Pod(service, replica, name, uid, service.nodes().get(replica));
  }

  private static String hash(String image) {
    return image.equals("cart:2.3")
        ? CART_HASH
        : Seeds.word(Seeds.random(Seeds.of(image)), 10, ALPHABET);
  }

  /** The folder of its logs under {@code /var/log/pods}. */
  public String folder() {
    return "%s_%s_%s".formatted(Service.NAMESPACE, name, uid);
  }
}
