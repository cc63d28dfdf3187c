package dev.rearview.standalone;

import dev.rearview.broker.BrokerException;
import dev.rearview.broker.EmbeddedBroker;
import io.quarkus.runtime.Quarkus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One run: the broker, the services, the shop, in this order, and back again at the end. The broker
 * must be there before the first service asks for it.
 */
final class Standalone {
  private static final long STOP_SECONDS = 25;

  private final DataFolder folder;
  private final int port;
  private Optional<Instant> clockAt = Optional.empty();
  private double clockSpeed = 1;
  private List<NodeFolder> nodes = List.of();

  Standalone(DataFolder folder, int port) {
    this.folder = folder;
    this.port = port;
  }

  Standalone clock(Optional<Instant> at, double speed) {
    this.clockAt = at;
    this.clockSpeed = speed;
    return this;
  }

  Standalone nodes(List<NodeFolder> nodes) {
    this.nodes = List.copyOf(nodes);
    return this;
  }

  /** Runs until it is stopped; answers the exit code. */
  int run(Optional<Shop> shop, List<String> statements) {
    long begin = System.nanoTime();
    shop.ifPresent(s ->
        System.out.printf(
            "The shop's history is written (%.1f s). Starting …%n",
            s.writePast().toMillis() / 1e3));
    EmbeddedBroker broker = broker();
    CountDownLatch servicesStopped = new CountDownLatch(1);
    Thread lastOut =
        Thread.ofPlatform()
            .name("rearview-stop")
            .unstarted(() -> stop(shop, broker, servicesStopped));
    Runtime.getRuntime().addShutdownHook(lastOut);
    Wiring wiring =
        new Wiring(folder.path(), port, broker.bootstrapServers()).clock(clockAt, clockSpeed);
    nodes.forEach(wiring::node);
    wiring.settings().forEach(System::setProperty);
    AtomicInteger code = new AtomicInteger();
    Services.beforeStart(
        new Services.Run(shop, new Welcome(port, statements, begin, folder.path())));
    Quarkus.run(
        Services.class,
        (exitCode, failure) -> {
          servicesStopped.countDown();
          code.set(failure == null ? exitCode : explain(failure));
        });
    return code.get();
  }

  private EmbeddedBroker broker() {
    EmbeddedBroker.onGivingUp(this::endWithoutLog);
    try {
      EmbeddedBroker broker = EmbeddedBroker.start(folder.path().resolve("kafka"), 0);
      Files.writeString(folder.path().resolve("kafka.address"), broker.bootstrapServers() + "\n");
      return broker;
    } catch (BrokerException | IOException e) {
      throw new RefusedException(String.valueOf(e.getMessage()));
    }
  }

  /** Nothing can be kept any more: ends at once, for what is acknowledged is on the disk. */
  private void endWithoutLog() {
    System.err.printf(
        "rearview: the event log in %s cannot be written any more%s; what was acknowledged is kept.%n"
            + "          Free some space or mend the disk, and start again. More in %s%n",
        folder.path(),
        folder.isFull() ? ": the disk is full" : "",
        folder.path().resolve("rearview.log"));
    Runtime.getRuntime().halt(1);
  }

  /** Runs as the process ends, whatever ends it: first the shop, then services, then the broker. */
  private static void stop(
      Optional<Shop> shop, EmbeddedBroker broker, CountDownLatch servicesStopped) {
    shop.ifPresent(Shop::close);
    Quarkus.asyncExit();
    try {
      if (!servicesStopped.await(STOP_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("rearview: services did not stop within %d s".formatted(STOP_SECONDS));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    broker.close();
  }

  private int explain(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    Path log = folder.path().resolve("rearview.log");
    System.err.printf("rearview: it did not start: %s%n          more in %s%n", root, log);
    return 1;
  }
}
