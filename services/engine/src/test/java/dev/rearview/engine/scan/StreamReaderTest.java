package dev.rearview.engine.scan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rearview.engine.encoding.Compressed;
import dev.rearview.engine.encoding.Compression;
import dev.rearview.engine.encoding.InflationLimits;
import dev.rearview.engine.format.Formats;
import dev.rearview.engine.record.BuiltIn;
import dev.rearview.engine.record.Field;
import dev.rearview.model.EventIds;
import dev.rearview.model.Level;
import dev.rearview.model.TimeSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamReaderTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2024-01-15T15:55:00Z"), ZoneOffset.UTC);

  @TempDir Path folder;
  private final ScanCounters counters = new ScanCounters();
  private ScanLimits limits = ScanLimits.DEFAULT;
  private ScanRange range = ScanRange.ALL;

  private List<FileRecord> readAll() {
    List<FileRecord> records = new ArrayList<>();
    ReadSettings settings = new ReadSettings(CLOCK, limits, Formats.builtIn(), () -> false);
    for (LogStream stream :
        new LogFiles(List.of(ScanRoot.of("n", folder)), limits).discover().streams()) {
      try (StreamReader reader = new StreamReader(stream, range, settings, counters)) {
        for (FileRecord record = reader.next(); record != null; record = reader.next()) {
          records.add(record);
        }
      }
    }
    return records;
  }

  private List<FileRecord> read(String name, String text) {
    write(name, text.getBytes(StandardCharsets.UTF_8));
    return readAll();
  }

  private Path write(String name, byte[] bytes) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      return Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] gzip(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  @Test
  void criLinesAreUnwrappedAndPartsPutTogetherPerOutput() {
    List<FileRecord> records =
        read(
            "shop_cart-0_u/cart/0.log",
            """
            2024-01-15T15:47:23.100000000Z stdout P {"level":"error","msg":"a
            2024-01-15T15:47:23.150000000Z stderr F warning: disk
            2024-01-15T15:47:23.200000000Z stdout F bc","latency_ms":5}
            2024-01-15T15:47:23.300000000Z stdout F {"level":"info","msg":"next","ts":"2024-01-15T15:47:23.299Z"}
            """);
    assertThat(records)
        .extracting(FileRecord::raw)
        .containsExactly(
            "warning: disk",
            "{\"level\":\"error\",\"msg\":\"abc\",\"latency_ms\":5}",
            "{\"level\":\"info\",\"msg\":\"next\",\"ts\":\"2024-01-15T15:47:23.299Z\"}");
    assertThat(records.get(1).ts()).isEqualTo(Instant.parse("2024-01-15T15:47:23.100Z"));
    assertThat(records.get(1).timeSource()).isEqualTo(TimeSource.RUNTIME);
    assertThat(records.get(1).level()).isEqualTo(Level.ERROR);
    assertThat(records.get(1).get(Field.named("latencyMs"))).isEqualTo(5L);
    assertThat(records.get(2).ts()).isEqualTo(Instant.parse("2024-01-15T15:47:23.299Z"));
    assertThat(records.get(2).timeSource()).isEqualTo(TimeSource.REPORTED);
  }

  @Test
  void dockerLinesAreUnwrapped() {
    List<FileRecord> records =
        read(
            "app-json.log",
            """
            {"log":"2024-01-15 15:47:23.120 [main] ERROR a.B - boom\\n","stream":"stdout","time":"2024-01-15T15:47:23.121Z"}
            {"log":"java.lang.IllegalStateException: x\\n","stream":"stdout","time":"2024-01-15T15:47:23.122Z"}
            {"log":"\\tat a.B.c(B.java:1)\\n","stream":"stdout","time":"2024-01-15T15:47:23.123Z"}
            {"log":"2024-01-15 15:47:24.120 [main] INFO a.B - ok\\n","stream":"stdout","time":"2024-01-15T15:47:24.121Z"}
            """);
    assertThat(records).hasSize(2);
    assertThat(records.getFirst().message())
        .isEqualTo("boom\njava.lang.IllegalStateException: x\n\tat a.B.c(B.java:1)");
    assertThat(records.getFirst().ts()).isEqualTo(Instant.parse("2024-01-15T15:47:23.121Z"));
  }

  @Test
  void aStackTraceBelongsToItsRecord() {
    List<FileRecord> records =
        read(
            "app.log",
            """
            2024-01-15 15:47:23,120 ERROR [http-1] com.shop.Cart: failed
            java.lang.IllegalStateException: pool exhausted
            \tat com.shop.Pool.take(Pool.java:12)

            Caused by: java.net.ConnectException: refused
            \t... 3 more
            2024-01-15 15:47:24,120 INFO [http-1] com.shop.Cart: next
            """);
    assertThat(records).extracting(FileRecord::level).containsExactly(Level.ERROR, Level.INFO);
    assertThat(records.getFirst().message()).contains("Caused by: java.net.ConnectException");
    assertThat(records.getFirst().get(Field.of(BuiltIn.LINE))).isEqualTo(1L);
    assertThat(records.get(1).get(Field.of(BuiltIn.LINE))).isEqualTo(7L);
  }

  @Test
  void aFileMayHoldSeveralFormatsAndLinesOfNone() {
    List<FileRecord> records =
        read(
            "app.log",
            """
            {"time":"2024-01-15T15:47:23Z","level":"info","msg":"one"}
            {"time":"2024-01-15T15:47:24Z","level":"info","msg":"tw
            2024-01-15 15:47:25,000 WARN  [io.x] (main) three
            level=error msg=four time=2024-01-15T15:47:26Z
            plain words
            """);
    assertThat(records)
        .extracting(FileRecord::format)
        .containsExactly("logrus", "raw", "jboss", "logfmt", "raw");
    assertThat(records.get(1).message()).isEqualTo(records.get(1).raw());
    assertThat(records.get(4).hasTime()).isFalse();
    assertThat(counters.snapshot().recordsWithoutTime()).isEqualTo(2);
    assertThat(counters.snapshot().records()).isEqualTo(5);
  }

  @Test
  void fieldsAreFoundByAliasPathAndInsideTheMessage() {
    FileRecord json =
        read(
                "shop_web-0_u/web/0.log",
                "2024-01-15T15:47:23Z stdout F {\"traceId\":4711,\"http\":{\"Status_Code\":500},\"a.b\":1,\"user_id\":7}\n")
            .getFirst();
    assertThat(json.get(Field.named("trace_id"))).isEqualTo("4711");
    assertThat(json.get(Field.named("HTTP.statuscode"))).isEqualTo(500L);
    assertThat(json.get(Field.named("a.b"))).isEqualTo(1L);
    assertThat(json.get(Field.named("user_id"))).isEqualTo("7");
    assertThat(json.get(Field.named("pod"))).isEqualTo("web-0");
    assertThat(json.get(Field.named("component"))).isEqualTo("shop/web");
    assertThat(json.get(Field.named("service"))).isEqualTo("web");
    assertThat(json.get(Field.named("nothing"))).isNull();
  }

  @Test
  void pairsInsideAMessageAreFields() {
    FileRecord record =
        read(
                "messages",
                "Jan 14 15:16:01 combo sshd[7]: failure; uid=0 rhost=10.0.0.1, user=root\n")
            .getFirst();
    assertThat(record.get(Field.named("rhost"))).isEqualTo("10.0.0.1");
    assertThat(record.get(Field.named("uid"))).isEqualTo(0L);
    assertThat(record.get(Field.named("host"))).isEqualTo("combo");
    assertThat(record.timeSource()).isEqualTo(TimeSource.ASSUMED_YEAR);
  }

  @Test
  void theEventIdSurvivesRenamingAndCompression() throws IOException {
    String text = "2024-01-15 15:47:23 a\n2024-01-15 15:47:24 b\n";
    List<FileRecord> before = read("shop_a-0_u/a/0.log", text);
    Files.delete(folder.resolve("shop_a-0_u/a/0.log"));
    write("shop_a-0_u/a/0.log.20240115-154730.gz", gzip(text));
    List<FileRecord> after = readAll();

    assertThat(after)
        .extracting(FileRecord::eventId)
        .isEqualTo(before.stream().map(FileRecord::eventId).toList())
        .doesNotHaveDuplicates();
    FileRecord second = after.get(1);
    assertThat(second.eventId())
        .isEqualTo(EventIds.ofPosition(second.stream(), second.end().piece(), 22));
  }

  @Test
  void aCutGzipIsReadAsFarAsItGoesAndReported() {
    byte[] whole = gzip("2024-01-15 15:47:23 some words here\n".repeat(20_000));
    write("app.log.1.gz", java.util.Arrays.copyOf(whole, whole.length / 2));
    assertThat(readAll()).hasSizeGreaterThan(1_000);
    assertThat(counters.snapshot().unreadable())
        .singleElement()
        .satisfies(u -> assertThat(u.reason()).contains("cut or damaged after"));
  }

  @Test
  void piecesOfAnyCompressionAreOneStreamAndWhatTheyAreTheirBytesSay() {
    String[] names = {"app.log.6.xz", "app.log.5.gz", "app.log.4.zst", "app.log.3.bz2"};
    Compression[] really = {Compression.XZ, Compression.GZIP, Compression.ZSTD, Compression.BZIP2};
    for (int i = 0; i < names.length; i++) {
      write(names[i], Compressed.with(really[i], line(i)));
    }
    write("app.log.2.gz", Compressed.with(Compression.BZIP2, line(4)));
    write("app.log.1", Compressed.with(Compression.ZSTD, line(5)));
    write("app.log", line(6));
    assertThat(readAll())
        .extracting(FileRecord::message)
        .containsExactly("line 0", "line 1", "line 2", "line 3", "line 4", "line 5", "line 6");
    assertThat(counters.snapshot().unreadable()).isEmpty();
    assertThat(counters.snapshot().bytes()).isEqualTo(7L * line(0).length);
  }

  private static byte[] line(int second) {
    return "2024-01-15 15:47:0%d line %d\n".formatted(second, second).getBytes(UTF_8);
  }

  @Test
  void whatIsNamedLikeACompressedFileAndIsNoneIsToldAndNotReadAsText() {
    write("app.log.1.gz", "no gzip".getBytes(UTF_8));
    assertThat(readAll()).isEmpty();
    assertThat(counters.snapshot().unreadable())
        .singleElement()
        .satisfies(u -> assertThat(u.reason()).contains("named like a compressed file"));
  }

  @Test
  void theLineInWhichACompressedFileBreaksOffIsGiven() {
    byte[] whole = gzip("2024-01-15 15:47:23 one\n2024-01-15 15:47:24 two and its end\n");
    write("app.log.gz", java.util.Arrays.copyOf(whole, whole.length - 20));
    List<FileRecord> records = readAll();
    assertThat(records.getFirst().message()).isEqualTo("one");
    assertThat(records).hasSize(2);
    assertThat(records.get(1).message()).startsWith("two").doesNotContain("end");
    assertThat(counters.snapshot().bytes()).isEqualTo(records.get(1).end().offset());
  }

  @Test
  void textOfWindowsIsRead() {
    String text = "2024-01-15 15:47:23 Größe\r\n2024-01-15 15:47:24 zwei\r\n";
    write("a.log", ("\uFEFF" + text).getBytes(StandardCharsets.UTF_16LE));
    write("b.log", ("\uFEFF" + text).getBytes(StandardCharsets.UTF_16BE));
    write("c.log", ("\uFEFF" + text).getBytes(UTF_8));
    write("d.log.gz", gzip("\uFEFF" + text));
    write("e.log", text.getBytes(StandardCharsets.ISO_8859_1));
    List<FileRecord> records = readAll();
    assertThat(records)
        .filteredOn(record -> !record.stream().endsWith("e.log"))
        .extracting(FileRecord::message)
        .containsExactly("Größe", "zwei", "Größe", "zwei", "Größe", "zwei", "Größe", "zwei");
    assertThat(records.get(8).message()).isEqualTo("Gr\uFFFD\uFFFDe");
    assertThat(records).allMatch(FileRecord::hasTime);
    assertThat(counters.snapshot().boundsHit()).isEmpty();
  }

  @Test
  void aBombIsReadNoFurtherThanItsBound() {
    limits =
        new ScanLimits(
            1 << 20, 1 << 20, 100, new InflationLimits(1_000_000, 1_000, 1 << 20), 100, 5);
    write("app.log.1.gz", gzip("2024-01-15 15:47:23 x\n".repeat(500_000)));
    assertThat(readAll().size()).isBetween(1_000_000 / 22, 1_000_000 / 22 + 2);
    assertThat(counters.snapshot().boundsHit())
        .singleElement()
        .asString()
        .contains("1,000,000 bytes");
  }

  @Test
  void aLineAboveTheMaximumIsCutAndMarked() {
    limits = new ScanLimits(100, 1 << 20, 100, InflationLimits.DEFAULT, 100, 5);
    List<FileRecord> records =
        read("app.log", "a".repeat(300_000) + "\n" + "b".repeat(100) + "\nlast");
    assertThat(records).extracting(r -> r.raw().length()).containsExactly(100, 100, 4);
    assertThat(records).extracting(FileRecord::isCut).containsExactly(true, false, false);
    assertThat(counters.snapshot().boundsHit()).singleElement().asString().contains("1 line was");
    assertThat(counters.snapshot().bytes()).isEqualTo(300_001 + 101 + 4);
  }

  @Test
  void aRecordOfTooManyLinesIsSplitAndReported() {
    limits = new ScanLimits(1 << 20, 1 << 20, 10, InflationLimits.DEFAULT, 100, 5);
    List<FileRecord> records =
        read(
            "app.log",
            "2024-01-15 15:47:23 [main] ERROR a.B - boom\n" + "\tat a.b.C(D.java)\n".repeat(25));
    assertThat(records).hasSize(3);
    assertThat(counters.snapshot().boundsHit()).singleElement().asString().contains("2 records");
  }

  @Test
  void anUnreadableFileIsReportedAndTheOthersAreRead() {
    read("a.log", "2024-01-15 15:47:23 a\n");
    List<LogStream> streams =
        new LogFiles(List.of(ScanRoot.of("n", folder)), limits).discover().streams();
    folder.resolve("a.log").toFile().delete();
    try (StreamReader reader =
        new StreamReader(streams.getFirst(), range, ReadSettings.of(CLOCK), counters)) {
      assertThat(reader.next()).isNull();
    }
    assertThat(counters.snapshot().filesUnreadable()).isEqualTo(1);
  }

  @Test
  void aFileThatWasRenamedAfterItWasFoundIsStillRead() throws IOException {
    write("a.log", "2024-01-15 15:47:23 old\n".getBytes(StandardCharsets.UTF_8));
    LogStream stream =
        new LogFiles(List.of(ScanRoot.of("n", folder)), limits).discover().streams().getFirst();
    Files.move(folder.resolve("a.log"), folder.resolve("a.log.1"));
    write("a.log", "2024-01-15 15:48:23 new\n".getBytes(StandardCharsets.UTF_8));
    try (StreamReader reader = new StreamReader(stream, range, ReadSettings.of(CLOCK), counters)) {
      assertThat(reader.next().message()).isEqualTo("old");
    }
  }

  @Test
  void piecesOutsideOfTheRangeAreSkippedWhereTheirTimesRise() {
    for (int hour = 10; hour < 16; hour++) {
      StringBuilder text = new StringBuilder();
      for (int minute = 0; minute < 60; minute++) {
        text.append("2024-01-15 %02d:%02d:00 tick\n".formatted(hour, minute));
      }
      write("app.log." + (20 - hour), text.toString().getBytes(StandardCharsets.UTF_8));
    }
    range = new ScanRange(nanos("2024-01-15T12:30:00Z"), nanos("2024-01-15T13:10:00Z"));
    List<FileRecord> inside = readAll().stream().filter(r -> range.contains(r.tsNanos())).toList();
    assertThat(inside).hasSize(41);
    assertThat(counters.snapshot().filesSkipped()).isEqualTo(4);
    assertThat(counters.snapshot().filesRead()).isEqualTo(2);
  }

  @Test
  void aPieceWhoseTimesFallIsReadWhole() {
    StringBuilder text = new StringBuilder();
    for (int minute = 59; minute >= 0; minute--) {
      text.append("2024-01-15 10:%02d:00 tick\n".formatted(minute));
    }
    range = new ScanRange(nanos("2024-01-15T14:00:00Z"), Long.MAX_VALUE);
    assertThat(read("app.log", text.toString())).hasSize(60);
  }

  private static long nanos(String time) {
    return dev.rearview.engine.record.Times.nanos(Instant.parse(time));
  }

  @Test
  void brokenBytesStaySearchable() {
    write("app.log", new byte[] {'a', 0, (byte) 0xFF, 'b', '\n', 'c', '\r', '\n'});
    assertThat(readAll()).extracting(FileRecord::raw).containsExactly("a\0\uFFFDb", "c");
  }

  @Test
  void blankLinesAreNoRecords() {
    List<FileRecord> records =
        read(
            "app.log",
            "\n\n2024-01-15 15:47:23 [main] INFO a.B - one\n\n2024-01-15 15:47:24 [main] INFO a.B - two\nmore\n\nand more\n\n");
    assertThat(records)
        .extracting(FileRecord::message)
        .containsExactly("one", "two\nmore\n\nand more");
  }

  @Test
  void compressedPiecesOfContainersAreSkippedByTheRuntimesTimes() {
    for (int hour = 10; hour < 16; hour++) {
      StringBuilder text = new StringBuilder();
      for (int minute = 0; minute < 60; minute++) {
        text.append("2024-01-15T%02d:%02d:00.5Z stdout F tick\n".formatted(hour, minute));
      }
      write("shop_a-0_u/a/0.log.20240115-%02d0000.gz".formatted(hour + 1), gzip(text.toString()));
    }
    range = new ScanRange(nanos("2024-01-15T12:30:00Z"), nanos("2024-01-15T13:10:00Z"));
    List<FileRecord> inside = readAll().stream().filter(r -> range.contains(r.tsNanos())).toList();
    assertThat(inside).hasSize(40);
    assertThat(counters.snapshot().filesRead()).isEqualTo(2);
  }

  @Test
  void emptyFilesGiveNothing() {
    assertThat(read("app.log", "")).isEmpty();
    assertThat(counters.snapshot().unreadable()).isEmpty();
  }

  @Test
  void readingStopsWhenItIsToldTo() {
    write("app.log", "2024-01-15 15:47:23 x\n".repeat(1_000).getBytes(StandardCharsets.UTF_8));
    LogStream stream =
        new LogFiles(List.of(ScanRoot.of("n", folder)), limits).discover().streams().getFirst();
    int[] left = {10};
    ReadSettings settings =
        new ReadSettings(CLOCK, limits, Formats.builtIn(), () -> left[0]-- <= 0);
    int read = 0;
    try (StreamReader reader = new StreamReader(stream, range, settings, counters)) {
      while (reader.next() != null) {
        read++;
      }
    }
    assertThat(read).isLessThan(20);
  }

  private static String minutes(int from, int to, String pattern) {
    StringBuilder text = new StringBuilder();
    for (int minute = from; minute < to; minute++) {
      text.append(pattern.formatted(minute / 60, minute % 60))
          .append("x".repeat(1_000))
          .append('\n');
    }
    return text.toString();
  }

  @Test
  void aLargePieceIsJudgedByPlacesAllOverIt() {
    String pattern = "2024-01-15 %02d:%02d:00 tick ";
    write("small.log", minutes(0, 200, pattern).getBytes(UTF_8));
    write("medium.log", minutes(0, 600, pattern).getBytes(UTF_8));
    write("large.log", minutes(0, 600, pattern + "y".repeat(2_000)).getBytes(UTF_8));
    write(
        "falls.log",
        (minutes(0, 300, pattern) + minutes(0, 300, "2024-01-14 %02d:%02d:00 tick "))
            .getBytes(UTF_8));
    range = new ScanRange(nanos("2024-01-15T11:00:00Z"), nanos("2024-01-15T12:00:00Z"));
    assertThat(readAll())
        .extracting(FileRecord::stream)
        .allMatch(stream -> stream.endsWith("falls.log"));
    assertThat(counters.snapshot().filesSkipped()).isEqualTo(3);
    range = new ScanRange(nanos("2024-01-14T00:00:00Z"), nanos("2024-01-14T10:00:00Z"));
    assertThat(readAll()).isNotEmpty();
    assertThat(counters.snapshot().filesSkipped()).isEqualTo(6);
  }

  @Test
  void piecesThatNobodyCanJudgeAreRead() {
    write("empty.log", new byte[0]);
    write("text.log", "no time\n".getBytes(UTF_8));
    write("plain.log.1.gz", gzip("2024-01-15 10:00:00 old\n"));
    write("plain.log", "2024-01-15 12:00:00 new\n".getBytes(UTF_8));
    String line = "2024-01-15T10:00:00Z stdout F old\n";
    write("shop_a-0_u/a/0.log.20240115-110000.gz", gzip(line));
    range = new ScanRange(nanos("2024-01-15T15:00:00Z"), Long.MAX_VALUE);
    assertThat(readAll()).extracting(FileRecord::message).contains("old");
    range = new ScanRange(nanos("2024-01-15T01:00:00Z"), nanos("2024-01-15T02:00:00Z"));
    int skipped = counters.snapshot().filesSkipped();
    readAll();
    assertThat(counters.snapshot().filesSkipped()).isGreaterThan(skipped);
  }
}
