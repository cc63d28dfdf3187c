package dev.rearview.standalone;

import dev.rearview.demo.Demo;
import dev.rearview.demo.DemoFolder;
import dev.rearview.demo.DemoSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code demo}: everything, over the seeded shop. */
@Command(
    name = "demo",
    description = "Starts everything over a simulated shop that has incidents every few minutes.")
final class DemoCommand implements Callable<Integer> {
  private static final long DEFAULT_SEED = 1;

  @Mixin private CommonOptions common = new CommonOptions();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "what happens in the shop; default: 1, or that of the folder")
  private @Nullable Long seed;

  @Option(
      names = "--speed",
      paramLabel = "FACTOR",
      defaultValue = "1",
      description = "how fast the clock of everything runs")
  private double speed;

  @Option(
      names = "--history",
      paramLabel = "DURATION",
      defaultValue = "2h",
      description = "so much past is there at once, 30m at least; default: ${DEFAULT-VALUE}")
  private String history = "2h";

  @Override
  public Integer call() {
    if (!(speed > 0 && speed <= 100)) {
      throw new RefusedException("--speed %s is not above 0 and at most 100".formatted(speed));
    }
    Path data = common.data("demo");
    Duration past = Durations.parse("--history", history);
    DataFolder folder = DataFolder.open(data);
    int port = Ports.claim(common.port());
    Optional<DemoFolder.Contents> before = contents(data);
    before.ifPresent(there -> requireSame(there, data));
    Instant now = Instant.now();
    boolean pinned = before.map(DemoFolder.Contents::pinned).orElse(common.at().isPresent());
    Instant at = before.map(DemoFolder.Contents::at).orElseGet(() -> common.at().orElse(now));
    long seedNow = before.map(DemoFolder.Contents::seed).orElse(seed == null ? DEFAULT_SEED : seed);
    Demo demo = open(new DemoSettings(data, seedNow, at, past), pinned);
    Instant start = startOfClock(before, pinned, at, now);
    Shop shop = new Shop(demo, start, port, message -> System.err.println("rearview: " + message));
    System.out.printf("Rearview demo: seed %d, data in %s%n", seedNow, data);
    boolean machineClock = !pinned && speed == 1 && !start.isAfter(now);
    return new Standalone(folder, port)
        .clock(machineClock ? Optional.empty() : Optional.of(start), speed)
        .nodes(
            Demo.nodes(data).entrySet().stream()
                .map(node -> NodeFolder.of(node.getKey(), node.getValue()))
                .toList())
        .run(Optional.of(shop), STATEMENTS);
  }

  private static final List<String> STATEMENTS =
      List.of(
          "SELECT service, count(*) FROM logs WHERE level >= ERROR SINCE '1 hour ago' GROUP BY service",
          "ROOT CAUSE OF SESSION 'req-8831'",
          "STATE OF 'shop/cart' AT '5 minutes ago'");

  /**
   * After a stop the clock goes on where the shop's history ends, if it is ahead or is a past one.
   */
  private static Instant startOfClock(
      Optional<DemoFolder.Contents> before, boolean pinned, Instant at, Instant now) {
    Instant written = before.map(DemoFolder.Contents::writtenUntil).orElse(at);
    Instant earliest = pinned ? at : now;
    return written.isAfter(earliest) ? written : earliest;
  }

  private void requireSame(DemoFolder.Contents there, Path data) {
    if (seed != null && seed != there.seed()) {
      throw new RefusedException(
          "%s holds the demo of seed %d, not %d; leave --seed out, use --data with another folder, or delete this one"
              .formatted(data, there.seed(), seed));
    }
    Optional<Instant> at = common.at();
    if (at.isPresent() && !at.get().equals(there.at())) {
      throw new RefusedException(
          "%s holds a demo that began at %s, not at %s; leave --at out, use --data with another folder, or delete this one"
              .formatted(data, there.at(), at.get()));
    }
  }

  private static Optional<DemoFolder.Contents> contents(Path data) {
    try {
      return DemoFolder.read(data);
    } catch (IOException e) {
      throw new RefusedException(
          "cannot go on with the demo in %s: %s".formatted(data, DataFolder.reason(e)));
    }
  }

  private static Demo open(DemoSettings settings, boolean pinned) {
    try {
      return Demo.open(settings, pinned);
    } catch (IOException e) {
      throw new RefusedException(
          "cannot open the demo in %s: %s".formatted(settings.folder(), DataFolder.reason(e)));
    }
  }
}
