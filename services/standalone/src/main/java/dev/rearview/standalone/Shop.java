package dev.rearview.standalone;

import dev.rearview.demo.Demo;
import dev.rearview.demo.feed.OutboxShipper;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Runs the demo's shop: its past before anything starts, then second by second with the clock. */
final class Shop implements AutoCloseable {
  private static final long LOOK_MS = 200;

  private final Demo demo;
  private final Instant start;
  private final Consumer<String> complain;
  private final OutboxShipper shipper;
  private final ScheduledExecutorService ticks =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("demo-shop").daemon().factory());
  private boolean complained;

  /**
   * @param start what the clock shows at the start
   * @param port where ingestion answers
   */
  Shop(Demo demo, Instant start, int port, Consumer<String> complain) {
    this.demo = demo;
    this.start = start;
    this.complain = complain;
    this.shipper =
        new OutboxShipper(
            demo.outbox(),
            URI.create("http://localhost:%d/api/v1/events".formatted(port)),
            complain);
  }

  /** Writes everything up to the start of the clock; answers how long that took. */
  Duration writePast() {
    long begin = System.nanoTime();
    try {
      demo.advanceTo(start);
    } catch (IOException e) {
      throw new RefusedException("cannot write the shop's history: " + DataFolder.reason(e));
    }
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  /** From now on it goes with the clock. */
  void open(Clock clock) {
    shipper.start();
    var unused = ticks.scheduleWithFixedDelay(() -> tick(clock), 0, LOOK_MS, TimeUnit.MILLISECONDS);
  }

  private void tick(Clock clock) {
    try {
      demo.advanceTo(clock.instant());
      complained = false;
    } catch (IOException e) {
      if (!complained) {
        complained = true;
        complain.accept("the shop stands still, it cannot write: " + DataFolder.reason(e));
      }
    }
  }

  @Override
  public void close() {
    ticks.shutdown();
    try {
      if (!ticks.awaitTermination(5, TimeUnit.SECONDS)) {
        ticks.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    shipper.close();
  }
}
