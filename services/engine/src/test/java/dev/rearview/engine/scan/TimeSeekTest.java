package dev.rearview.engine.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rearview.engine.record.Times;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.RejectedExecutionException;
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
    return write(seconds, RECORDS);
  }

  private LogStream write(IntToLongFunction seconds, int records) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < records; i++) {
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
    return read(stream, FileOrders.unknown(), RANGE, counters);
  }

  private static long read(
      LogStream stream, FileOrders orders, ScanRange range, ScanCounters counters) {
    long[] found = {0};
    try (PieceScan piece =
        new StreamPieces(stream, range, ReadSettings.of(CLOCK).with(orders), counters).next()) {
      if (piece == null) {
        return 0;
      }
      StretchReader reader = piece.read(piece.begin(), piece.end(), Search.ALL);
      while (!reader.run(
          (record, candidate, gap) -> {
            found[0] += range.contains(record.tsNanos()) ? 1 : 0;
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

  /** Times that rise, but for some that lie a day before, between the places looked at. */
  private static long mostlyRising(int i) {
    return i > 70_700 && i < 70_800 ? i - 86_400 : i;
  }

  private static final ScanRange THE_DAY_BEFORE =
      new ScanRange(Times.nanos(BEGIN.minusSeconds(86_400)), Times.nanos(BEGIN.minusSeconds(1)));

  @Test
  void timesBetweenThePlacesAreReadBeforeTheyAreTrusted() throws IOException {
    LogStream stream = write(TimeSeekTest::mostlyRising);
    assertThat(read(stream, FileOrders.unknown(), THE_DAY_BEFORE, counters)).isEqualTo(99);
    assertThat(counters.snapshot().filesSought()).isZero();
  }

  @Test
  void moreThanAQuestionMayReadIsAssumedAndCounted() throws IOException {
    LogStream stream = write(TimeSeekTest::mostlyRising);
    FileOrders orders = FileOrders.unknown(1 << 20);
    assertThat(read(stream, orders, THE_DAY_BEFORE, counters)).isZero();
    assertThat(counters.snapshot().filesSought()).isEqualTo(1);
    ScanCounters inside = new ScanCounters();
    assertThat(read(stream, orders, RANGE, inside)).isPositive();
    assertThat(inside.snapshot().filesSought()).isEqualTo(1);
  }

  @Test
  void whatWasAssumedIsReadBehindAndThenKnown() throws IOException {
    LogStream stream = write(TimeSeekTest::mostlyRising);
    List<Runnable> waiting = new ArrayList<>();
    int[] turns = {0};
    FileOrders orders = FileOrders.checkedBehind(0, waiting::add, () -> turns[0]++);
    assertThat(read(stream, orders, THE_DAY_BEFORE, counters)).isZero();
    assertThat(read(stream, orders, THE_DAY_BEFORE, counters)).isZero();
    assertThat(waiting).hasSize(1);
    waiting.getFirst().run();
    assertThat(turns[0]).isPositive();
    ScanCounters aware = new ScanCounters();
    assertThat(read(stream, orders, THE_DAY_BEFORE, aware)).isEqualTo(99);
    assertThat(aware.snapshot().filesSought()).isZero();
    assertThat(aware.snapshot().notes()).singleElement().asString().contains("seen to fall");
    ScanCounters outside = new ScanCounters();
    ScanRange later = new ScanRange(Times.nanos(BEGIN.plusSeconds(200_000)), Long.MAX_VALUE);
    assertThat(read(stream, orders, later, outside)).isZero();
    assertThat(outside.snapshot().filesSkipped()).isEqualTo(1);
    assertThat(outside.snapshot().filesSought()).isZero();
  }

  @Test
  void whatIsReadBehindMayBeRefused() throws IOException {
    LogStream stream = write(i -> i);
    FileOrders orders =
        FileOrders.checkedBehind(
            0,
            task -> {
              throw new RejectedExecutionException();
            },
            () -> {});
    assertThat(read(stream, orders, RANGE, counters)).isEqualTo(inside);
    assertThat(counters.snapshot().filesSought()).isEqualTo(1);
  }

  @Test
  void ofAFileThatWasReadOnlyWhatWasAppendedIsReadAgain() throws IOException {
    FileOrders orders = FileOrders.unknown(20 << 20);
    assertThat(read(write(i -> i), orders, RANGE, counters)).isEqualTo(inside);
    LogStream longer = write(i -> i, RECORDS + 1_000);
    ScanCounters little = new ScanCounters();
    assertThat(little.check(18 << 20, 20 << 20)).isTrue();
    assertThat(read(longer, orders, RANGE, little)).isPositive();
    assertThat(little.snapshot().filesSought()).isZero();
  }
}
