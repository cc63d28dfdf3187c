package dev.rearview.scanner.nodes;

import dev.rearview.engine.scan.FileOrders;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Reads behind the questions whether times rise in the files that they assumed it of: one file
 * after the other, on one thread that works a quarter of the time. Safe for use by several threads.
 */
public final class OrderChecks {
  /** Files that wait; of more nothing is found out before they are asked for again. */
  private static final int WAITING = 1_000;

  private static final int REST_FOR_WORK = 3;
  private static final long LEAST_WORK = Duration.ofMillis(20).toNanos();

  /** A longer time between two turns was no work. */
  private static final long MOST_WORK = Duration.ofSeconds(1).toNanos();

  private final Executor behind;
  private volatile long resumed = System.nanoTime();

  public OrderChecks() {
    ThreadPoolExecutor one =
        new ThreadPoolExecutor(
            1,
            1,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(WAITING),
            task -> {
              Thread thread = new Thread(task, "order-check");
              thread.setDaemon(true);
              thread.setPriority(Thread.MIN_PRIORITY);
              return thread;
            });
    one.allowCoreThreadTimeOut(true);
    this.behind = one;
  }

  /** What is known of the files of a node; nothing yet. */
  public FileOrders orders() {
    return FileOrders.checkedBehind(behind, this::rest);
  }

  /** Called by the one thread only. */
  private void rest() {
    long worked = System.nanoTime() - resumed;
    if (worked < LEAST_WORK) {
      return;
    }
    if (worked < MOST_WORK) {
      try {
        TimeUnit.NANOSECONDS.sleep(REST_FOR_WORK * worked);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    resumed = System.nanoTime();
  }
}
