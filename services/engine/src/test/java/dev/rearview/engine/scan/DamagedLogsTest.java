package dev.rearview.engine.scan;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rearview.engine.SharedData;
import dev.rearview.engine.encoding.Compressed;
import dev.rearview.engine.encoding.Compression;
import dev.rearview.engine.encoding.InflationLimits;
import dev.rearview.engine.format.Formats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pieces of logs that were cut, mixed and damaged: nothing is thrown, and no byte goes missing. */
class DamagedLogsTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2024-01-15T15:55:00Z"), ZoneOffset.UTC);
  private static final int ROUNDS = Boolean.getBoolean("rearview.long") ? 20_000 : 250;
  private static final int MOST_BYTES = 12_000;

  private static final String WRITTEN =
      """
      2024-01-15 15:47:23,123 ERROR [main] a.b.C - failed
      java.lang.IllegalStateException: no
      \tat a.b.C.d(C.java:5)
      Caused by: java.io.IOException: gone

      2024-01-15 15:47:24,001 INFO [main] a.b.C - ok
      {"ts":"2024-01-15T15:47:25Z","level":"warn","msg":"é€😀","n":{"a":[1,2]}}
      {
        "time": 1705333645123,
        "msg": "over lines"
      }
      ts=2024-01-15T15:47:26Z level=error msg="a \\"b\\"" n=5
      10.0.0.1 - - [15/Jan/2024:15:47:27 +0000] "GET /a HTTP/1.1" 500 12 "-" "curl"
      <34>1 2024-01-15T15:47:28Z host app 1 - - hello
      Jan 15 15:47:29 host sshd[7]: Failed password for root
      E0115 15:47:30.000000 1 a.go:5] boom
        indented
      free text
      """;

  @TempDir Path folder;
  private final Random random = new Random(13);
  private int name;

  private record Read(List<FileRecord> records, ScanCounters.Snapshot report) {}

  private Read read(String suffix, byte[] bytes, ScanLimits limits) throws IOException {
    Path file = Files.write(folder.resolve("%d.log%s".formatted(name++, suffix)), bytes);
    ScanCounters counters = new ScanCounters();
    ReadSettings settings = new ReadSettings(CLOCK, limits, Formats.builtIn(), () -> false);
    LogStream stream =
        new LogFiles(List.of(ScanRoot.of("n", file)), limits).discover().streams().getFirst();
    List<FileRecord> records = new ArrayList<>();
    try (StreamReader reader = new StreamReader(stream, ScanRange.ALL, settings, counters)) {
      for (FileRecord record = reader.next(); record != null; record = reader.next()) {
        records.add(record);
      }
    }
    Files.delete(file);
    return new Read(records, counters.snapshot());
  }

  private List<byte[]> logs() throws IOException {
    List<byte[]> logs = new ArrayList<>();
    logs.add(WRITTEN.repeat(20).getBytes(UTF_8));
    for (String system : SharedData.isPresent() ? SharedData.SYSTEMS : List.<String>of()) {
      logs.add(Files.readAllBytes(SharedData.lines(system)));
    }
    return logs;
  }

  private byte[] piece(List<byte[]> logs) {
    byte[] log = logs.get(random.nextInt(logs.size()));
    int from = random.nextInt(log.length);
    return Arrays.copyOfRange(
        log, from, from + random.nextInt(Math.min(MOST_BYTES, log.length - from) + 1));
  }

  private byte[] damaged(List<byte[]> logs) {
    byte[] bytes = piece(logs);
    for (int i = random.nextInt(6); i > 0; i--) {
      int at = random.nextInt(bytes.length + 1);
      byte[] end = Arrays.copyOfRange(bytes, at, bytes.length);
      byte[] begin = Arrays.copyOf(bytes, at);
      bytes =
          switch (random.nextInt(6)) {
            case 0 -> Compressed.joined(begin, noise(1 + random.nextInt(40)), end);
            case 1 -> Compressed.joined(begin, piece(logs), end);
            case 2 -> Compressed.joined(begin, Arrays.copyOfRange(end, end.length / 3, end.length));
            case 3 -> Compressed.joined(begin, new byte[random.nextInt(200)], end);
            case 4 -> Compressed.joined(begin, "\r\n\r\n \t\n".getBytes(UTF_8), end);
            default -> begin;
          };
    }
    return bytes;
  }

  private byte[] noise(int length) {
    byte[] noise = new byte[length];
    random.nextBytes(noise);
    return noise;
  }

  private ScanLimits limits() {
    return random.nextBoolean()
        ? ScanLimits.DEFAULT
        : new ScanLimits(
            64 + random.nextInt(400),
            64 + random.nextInt(2_000),
            1 + random.nextInt(20),
            InflationLimits.DEFAULT,
            10,
            1);
  }

  @Test
  void everyByteIsOfOneRecordOrBlankAndTheCountsAgree() throws IOException {
    List<byte[]> logs = logs();
    for (int round = 0; round < ROUNDS; round++) {
      byte[] bytes = damaged(logs);
      ScanLimits limits = limits();
      Read read = read("", bytes, limits);
      assertThat(read.report().unreadable()).isEmpty();
      assertThat(read.report().bytes()).as("round %d", round).isEqualTo(bytes.length);
      assertThat(read.report().records()).isEqualTo(read.records().size());
      assertThat(read.report().recordsWithoutTime())
          .isEqualTo(read.records().stream().filter(record -> !record.hasTime()).count());
      long reached = 0;
      for (FileRecord record : read.records()) {
        assertThat(record.offset()).as("round %d", round).isGreaterThanOrEqualTo(reached);
        assertBlank(bytes, reached, record.offset());
        reached = record.end().offset();
        assertThat(reached).isGreaterThan(record.offset()).isLessThanOrEqualTo(bytes.length);
        assertSaysItsBytes(record, bytes);
      }
      assertBlank(bytes, reached, bytes.length);
      assertSameCompressed(read, bytes, limits);
    }
  }

  private static void assertBlank(byte[] bytes, long from, long to) {
    assertThat(new String(bytes, (int) from, (int) (to - from), UTF_8)).isBlank();
  }

  private static void assertSaysItsBytes(FileRecord record, byte[] bytes) {
    String lines =
        new String(
            bytes, (int) record.offset(), (int) (record.end().offset() - record.offset()), UTF_8);
    assertThat(record.raw()).isNotNull();
    assertThat(record.level()).isIn((Object[]) levels());
    record.forEachField((field, value) -> assertThat(value).isNotNull());
    if (!record.isCut()) {
      assertThat(plain(record.raw())).isEqualTo(plain(lines));
    }
  }

  /** Without the ends of lines and the blanks before them. */
  private static String plain(String text) {
    return text.lines()
        .map(String::stripTrailing)
        .collect(Collectors.joining("\n"))
        .stripTrailing();
  }

  private static @org.jspecify.annotations.Nullable Object[] levels() {
    List<@org.jspecify.annotations.Nullable Object> levels =
        new ArrayList<>(Arrays.asList((Object[]) dev.rearview.model.Level.values()));
    levels.add(null);
    return levels.toArray();
  }

  private void assertSameCompressed(Read read, byte[] bytes, ScanLimits limits) throws IOException {
    if (bytes.length == 0) {
      return;
    }
    Read streamed = read(".gz", Compressed.with(Compression.GZIP, bytes), limits);
    assertThat(streamed.records())
        .extracting(record -> record.offset() + " " + record.tsNanos() + " " + record.raw())
        .isEqualTo(
            read.records().stream()
                .map(record -> record.offset() + " " + record.tsNanos() + " " + record.raw())
                .toList());
  }

  /** Lines that a container runtime wrote: two outputs, split lines, and what a damaged one is. */
  @Test
  void linesOfRuntimesAreReadHoweverDamaged() throws IOException {
    StringBuilder cri = new StringBuilder();
    StringBuilder docker = new StringBuilder();
    for (int i = 0; i < 120; i++) {
      String output = i % 3 == 0 ? "stderr" : "stdout";
      cri.append(
          "2024-01-15T15:%02d:%02d.%09dZ %s %s line %d of %s\n"
              .formatted(i / 60, i % 60, i, output, i % 4 == 1 ? "P" : "F", i, output));
      docker.append(
          "{\"log\":\"line %d\\n\",\"stream\":\"%s\",\"time\":\"2024-01-15T15:%02d:%02dZ\"}\n"
              .formatted(i, output, i / 60, i % 60));
    }
    List<byte[]> logs = List.of(cri.toString().getBytes(UTF_8), docker.toString().getBytes(UTF_8));
    for (int round = 0; round < ROUNDS; round++) {
      byte[] log = logs.get(round % 2);
      int begin = log.length / 10;
      byte[] bytes =
          Compressed.joined(Arrays.copyOf(log, begin), damaged(logs), Arrays.copyOf(log, begin));
      ScanLimits limits = limits();
      Read read = read("", bytes, limits);
      assertThat(read.report().bytes()).as("round %d", round).isEqualTo(bytes.length);
      assertThat(read.report().records()).isEqualTo(read.records().size()).isPositive();
      read.records().forEach(record -> record.forEachField((field, value) -> {}));
      assertSameCompressed(read, bytes, limits);
    }
  }

  @Test
  void whatIsNoTextAtAllIsReadAsWell() throws IOException {
    for (int round = 0; round < ROUNDS / 4; round++) {
      byte[] bytes = noise(random.nextInt(5_000));
      Read read = read("", bytes, limits());
      boolean utf16 = bytes.length > 1 && (bytes[0] & bytes[1] & 0xFE) == 0xFE;
      assertThat(read.report().unreadable()).isEmpty();
      assertThat(read.report().bytes()).isEqualTo(utf16 ? read.report().bytes() : bytes.length);
    }
    Read latin = read("", "2024-01-15 15:47:23 Grüße\n".getBytes(ISO_8859_1), ScanLimits.DEFAULT);
    assertThat(latin.records().getFirst().raw()).contains("Gr").endsWith("e");
  }
}
