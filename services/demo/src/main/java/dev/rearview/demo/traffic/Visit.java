package dev.rearview.demo.traffic;

import java.util.List;

/**
 * One user's visit.
 *
 * @param number in the seed's sequence of visits
 */
record Visit(long number, String sessionId, String userId, String ip, List<Step> steps) {
  Visit {
    steps = List.copyOf(steps);
  }

  /**
   * One request of it.
   *
   * @param item what is searched for or put into the cart
   * @param itemsInCart after this request
   */
  record Step(long atMs, Journey journey, String item, int itemsInCart) {}

  /** When its cart is given up; the visit's last step is long over then. */
  long expiresMs() {
    return steps.getLast().atMs() + 45_000;
  }

  /** Whether something is left in its cart at the end. */
  boolean leavesCart() {
    return steps.getLast().itemsInCart() > 0;
  }
}
