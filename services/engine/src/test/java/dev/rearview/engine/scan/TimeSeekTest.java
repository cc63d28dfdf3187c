package dev.rearview.engine.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rearview.engine.record.Times;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimeSeekTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2024-02-15T15:55:00Z"), ZoneOffset.UTC);
  private static final Instant BEGIN = Instant.parse("2024-01-15T00:00:00Z");
  private static final int RECORDS = 150_000;
  private static final ScanRange RANGE =
      new ScanRange(Times.nanos(BEGIN.plusSeconds(70_000)), Times.nanos(BEGIN.plusSeconds(71_000)));

  @TempDir Path folder;
  private final ScanCounters counters = new ScanCounters();
  private long inside;

  /** A file of about 16 MiB, whose records' seconds a function gives. */
  private LogStream write(IntToLongFunction seconds) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < RECORDS; i++) {
      long second = seconds.applyAsLong(i);
      inside += second >= 70_000 && second <= 71_000 ? 1 : 0;
      text.append(BEGIN.plusSeconds(second).toString(), 0, 19)
          .append("Z INFO a record of some length, so that the file becomes a little larger than")
          .append(" nothing, number ")
          .append(i)
          .append('\n');
    }
    Files.writeString(folder.resolve("app.log"), text);
    return new LogFiles(List.of(ScanRoot.of("n", folder)), ScanLimits.DEFAULT)
        .discover()
        .streams()
        .getFirst();
  }

  private long read(LogStream stream) {
    long[] found = {0};
    try (PieceScan piece =
        new StreamPieces(stream, RANGE, ReadSettings.of(CLOCK), counters).next()) {
      StretchReader reader = piece.read(piece.begin(), piece.end(), Search.ALL);
      while (!reader.run(
          (record, candidate, gap) -> {
            found[0] += RANGE.contains(record.tsNanos()) ? 1 : 0;
            return true;
          })) {
        // goes on to the end
      }
    }
    return found[0];
  }

  @Test
  void onlyWhatMayHoldTheRangeIsRead() throws IOException {
    Random random = new Random(5);
    LogStream stream = write(i -> i - random.nextInt(240));
    assertThat(read(stream)).isEqualTo(inside).isGreaterThan(900);
    assertThat(counters.snapshot().bytes()).isLessThan(5L << 20);
    assertThat(counters.snapshot().notes()).isEmpty();
  }

  @Test
  void timesThatFallMakeAFileBeReadWholeAndTheReportSaysSo() throws IOException {
    LogStream stream = write(i -> i < RECORDS / 2 ? i : i - 20_000);
    assertThat(read(stream)).isEqualTo(inside).isGreaterThan(1_900);
    assertThat(counters.snapshot().notes()).singleElement().asString().contains("was read whole");
  }
}
