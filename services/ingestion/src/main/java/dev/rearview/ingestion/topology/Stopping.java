package dev.rearview.ingestion.topology;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells the running tasks that the process stops, and waits until each has signed what it wrote.
 * What a task still writes from then on it signs at once.
 */
final class Stopping {
  private static final Duration POLL = Duration.ofMillis(20);

  private final Set<Object> unsigned = ConcurrentHashMap.newKeySet();
  private volatile boolean asked;

  void opened(Object task) {
    unsigned.add(task);
  }

  void signed(Object task) {
    unsigned.remove(task);
  }

  boolean isAsked() {
    return asked;
  }

  /** Waits until all have signed, or the time is over. */
  void ask(Duration atMost) {
    asked = true;
    try {
      for (long left = atMost.toMillis();
          left > 0 && !unsigned.isEmpty();
          left -= POLL.toMillis()) {
        Thread.sleep(POLL);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
