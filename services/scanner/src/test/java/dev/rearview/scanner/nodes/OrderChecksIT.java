package dev.rearview.scanner.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rearview.engine.scan.FileOrders;
import dev.rearview.engine.scan.LogFiles;
import dev.rearview.engine.scan.ReadSettings;
import dev.rearview.engine.scan.ScanCounters;
import dev.rearview.engine.scan.ScanLimits;
import dev.rearview.engine.scan.ScanRoot;
import dev.rearview.testkit.Await;
import dev.rearview.timeql.node.LogScan;
import dev.rearview.timeql.plan.NodePart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrderChecksIT {
  private static final Instant BEGIN = Instant.parse("2024-01-15T00:00:00Z");
  private static final Instant NOW = Instant.parse("2024-02-15T00:00:00Z");

  @TempDir Path folder;

  /** How many files the question for a time in the middle assumes something of. */
  private int assumes(FileOrders orders) {
    ScanCounters counters = new ScanCounters();
    try (LogScan scan =
        LogScan.start(
            () ->
                NodePart.read(
                    "SELECT raw FROM logs FROM '2024-01-15T10:00:00Z' TO '2024-01-15T10:00:09Z'",
                    NOW.toEpochMilli(),
                    ZoneOffset.UTC),
            new LogFiles(List.of(ScanRoot.of("n", folder)), ScanLimits.DEFAULT)
                .discover()
                .streams(),
            ReadSettings.of(Clock.fixed(NOW, ZoneOffset.UTC)).with(orders),
            counters,
            1)) {
      int rows = 0;
      while (scan.next() != null) {
        rows++;
      }
      assertThat(rows).isEqualTo(100);
    }
    return counters.snapshot().filesSought();
  }

  @Test
  void whatAQuestionAssumedIsKnownToALaterOne() throws IOException {
    StringBuilder text = new StringBuilder();
    String filler = "x".repeat(100);
    for (int i = 0; text.length() < 70 << 20; i++) {
      text.append(BEGIN.plusSeconds(i / 10)).append(" INFO ").append(filler).append(i).append('\n');
    }
    Files.writeString(folder.resolve("app.log"), text);
    FileOrders orders = new OrderChecks().orders();

    assertThat(assumes(orders)).isEqualTo(1);
    Await.until("the file has been read", () -> assumes(orders) == 0);
  }
}
