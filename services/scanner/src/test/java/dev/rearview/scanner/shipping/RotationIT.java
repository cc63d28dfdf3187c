package dev.rearview.scanner.shipping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rearview.engine.format.Formats;
import dev.rearview.engine.scan.FileOrders;
import dev.rearview.engine.scan.ReadSettings;
import dev.rearview.engine.scan.ScanLimits;
import dev.rearview.model.Event;
import dev.rearview.scanner.nodes.NodeSettings;
import dev.rearview.scanner.nodes.ServedNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real files that are rotated while they are shipped. */
class RotationIT {
  @TempDir Path dir;

  private final List<Event> taken = new ArrayList<>();
  private final ShippingLedger ledger = new ShippingLedger();
  private Instant now = Instant.parse("2024-01-15T15:55:00Z");
  private int written;

  @Test
  void everyLineIsShippedOnceOverRotationsAndRestarts() throws Exception {
    Path logs = Files.createDirectories(dir.resolve("logs"));
    write(logs, 40);
    try (NodeTail tail = tail()) {
      Shipper shipper = shipper(tail);
      rounds(shipper);
      Files.move(logs.resolve("app.log"), logs.resolve("app.log.1"));
      write(logs, 30);
      rounds(shipper);
    }
    write(logs, 20);
    Files.move(logs.resolve("app.log.1"), logs.resolve("app.log.2"));
    Files.move(logs.resolve("app.log"), logs.resolve("app.log.1"));
    write(logs, 10);
    try (NodeTail tail = tail()) {
      rounds(shipper(tail));
    }

    assertThat(taken.stream().map(Event::message))
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, 100).mapToObj(i -> "failure " + i).toList());
    assertThat(taken.stream().map(Event::id)).doesNotHaveDuplicates();
    assertThat(ledger.status().gaps()).isZero();
  }

  @Test
  void whatWasRotatedAwayBeforeItWasReadIsAGap() throws Exception {
    Path logs = Files.createDirectories(dir.resolve("logs"));
    write(logs, 5);
    try (NodeTail tail = tail()) {
      rounds(shipper(tail));
    }
    write(logs, 5);
    Files.delete(logs.resolve("app.log"));
    write(logs, 5);
    try (NodeTail tail = tail()) {
      rounds(shipper(tail));
    }

    assertThat(taken).hasSize(10);
    assertThat(ledger.status().gaps()).isEqualTo(1);
    assertThat(ledger.status().warnings().getFirst()).contains("rotated away");
  }

  private void write(Path logs, int lines) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines; i++) {
      text.append(
          "{\"ts\":\"2024-01-15T15:40:00Z\",\"level\":\"ERROR\",\"service\":\"checkout\",\"msg\":\"failure %d\"}%n"
              .formatted(++written));
    }
    Files.writeString(
        logs.resolve("app.log"), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** Rounds until nothing comes any more, with time passing in between. */
  private void rounds(Shipper shipper) throws InterruptedException {
    for (int i = 0; i < 12; i++) {
      shipper.round();
      now = now.plusSeconds(1);
    }
  }

  private NodeTail tail() {
    NodeSettings settings =
        new NodeSettings("node-1", List.of(dir.resolve("logs")), List.of(), ZoneOffset.UTC, null);
    Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    return new NodeTail(
        new ServedNode(settings, ScanLimits.DEFAULT, Formats.builtIn(), FileOrders.unknown())
            .files(),
        ReadSettings.of(clock),
        Duration.ZERO,
        System::nanoTime);
  }

  private Shipper shipper(NodeTail tail) {
    ShippingSettings settings =
        new ShippingSettings(
            dir.resolve("state"),
            "default",
            7,
            2,
            Duration.ofMillis(1),
            Duration.ZERO,
            Duration.ofMillis(1),
            Duration.ofMillis(2),
            1000);
    Intake intake =
        (source, events) -> {
          taken.addAll(events);
          return CompletableFuture.completedFuture(
              new Intake.Answer.Taken(events.size(), List.of()));
        };
    return new Shipper(
        "node-1", settings, tail, intake, ledger, Clock.systemUTC(), System::nanoTime);
  }
}
