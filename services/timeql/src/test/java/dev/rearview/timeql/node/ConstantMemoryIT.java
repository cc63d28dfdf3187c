package dev.rearview.timeql.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rearview.engine.scan.LogFiles;
import dev.rearview.engine.scan.LogStream;
import dev.rearview.engine.scan.ReadSettings;
import dev.rearview.engine.scan.ScanCounters;
import dev.rearview.engine.scan.ScanLimits;
import dev.rearview.engine.scan.ScanRoot;
import dev.rearview.timeql.plan.NodePart;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file a hundred times as large is read in the same small heap. */
class ConstantMemoryIT {
  private static final String HEAP = "-Xmx64m";
  private static final int SMALL = 2 << 20;

  @TempDir Path folder;

  /** The statements, one after the other, in a process of its own. */
  public static final class Scan {
    public static void main(String[] arguments) {
      for (String text :
          List.of(
              "SELECT count(*) FROM logs WHERE raw CONTAINS 'number 77'",
              "SELECT level, count(*) FROM logs GROUP BY level",
              "SELECT raw FROM logs WHERE raw CONTAINS 'number' CONTEXT 2",
              "SELECT ts, raw FROM logs")) {
        List<LogStream> streams =
            new LogFiles(List.of(ScanRoot.of("n", Path.of(arguments[0]))), ScanLimits.DEFAULT)
                .discover()
                .streams();
        try (LogScan scan =
            LogScan.start(
                () -> NodePart.read(text, 0, ZoneOffset.UTC),
                streams,
                ReadSettings.of(Clock.systemUTC()),
                new ScanCounters(),
                2)) {
          long rows = scan.groups().size();
          while (scan.next() != null) {
            rows++;
          }
          System.out.println(rows);
        }
      }
    }
  }

  private String scan(long size) throws IOException, InterruptedException {
    Path file = folder.resolve("of-" + size + ".log");
    byte[] line =
        "{\"ts\":\"2024-01-15T10:00:00Z\",\"level\":\"INFO\",\"msg\":\"a record, number 77\"}\n"
            .getBytes(StandardCharsets.UTF_8);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
      for (long written = 0; written < size; written += line.length) {
        out.write(line);
      }
    }
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                HEAP,
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Scan.class.getName(),
                file.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    Files.delete(file);
    return said;
  }

  @Test
  void aLargeFileNeedsNoMoreMemoryThanASmallOne() throws IOException, InterruptedException {
    assertThat(scan(SMALL).lines()).hasSize(4);
    assertThat(scan(100L * SMALL).lines()).hasSize(4);
  }
}
