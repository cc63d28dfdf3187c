package dev.rearview.engine.scan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rearview.engine.encoding.Compressed;
import dev.rearview.engine.encoding.Compression;
import dev.rearview.engine.encoding.InflationLimits;
import dev.rearview.engine.format.Formats;
import dev.rearview.engine.pattern.Finder;
import dev.rearview.engine.pattern.Requirement;
import dev.rearview.engine.record.BuiltIn;
import dev.rearview.engine.record.Field;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A piece that is read by stretches says what one says that is read record by record. */
class PieceScanTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2024-01-15T15:55:00Z"), ZoneOffset.UTC);
  private static final long GRID = PieceScan.GRID_BYTES;

  @TempDir Path folder;
  private ScanLimits limits = ScanLimits.DEFAULT;
  private BooleanSupplier stopped = () -> false;

  private record Read(List<String> records, ScanCounters.Snapshot report) {}

  private ReadSettings settings() {
    return new ReadSettings(CLOCK, limits, Formats.builtIn(), stopped);
  }

  private LogStream stream(String name, byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve(name), bytes);
    return new LogFiles(List.of(ScanRoot.of("n", file)), limits).discover().streams().getFirst();
  }

  private Read recordByRecord(LogStream stream) {
    ScanCounters counters = new ScanCounters();
    List<String> records = new ArrayList<>();
    try (StreamReader reader = new StreamReader(stream, ScanRange.ALL, settings(), counters)) {
      for (FileRecord record = reader.next(); record != null; record = reader.next()) {
        records.add(all(record));
      }
    }
    return new Read(records, counters.snapshot());
  }

  /** All that a record says of itself, in a fixed order. */
  private static String all(FileRecord record) {
    Map<String, Object> fields = new TreeMap<>();
    record.forEachField(fields::put);
    return record.offset() + " " + record.end().offset() + " " + fields + record.raw();
  }

  private Read byStretches(LogStream stream, @Nullable String wanted) throws IOException {
    ScanCounters counters = new ScanCounters();
    List<String> records = new ArrayList<>();
    try (PieceScan piece = open(stream, counters)) {
      if (piece == null) {
        return new Read(records, counters.snapshot());
      }
      Finder finder = wanted == null ? null : piece.finder(Requirement.containing(wanted));
      Search search = new Search(finder, 0, 0, 0);
      long end = piece.isDivisible() ? piece.size() : 0;
      List<Long> starts = new ArrayList<>(List.of(0L));
      for (long start = GRID; start < end; start += GRID) {
        // The later ones first: nothing may depend on what was read before.
        starts.addFirst(start);
      }
      List<List<String>> stretches = new ArrayList<>();
      for (long start : starts) {
        List<String> some = new ArrayList<>();
        long to = start + GRID >= end ? Long.MAX_VALUE : start + GRID;
        assertThat(
                piece
                    .read(start, to, search)
                    .run((record, candidate, gap) -> some.add(all(record))))
            .isTrue();
        stretches.addFirst(some);
      }
      stretches.forEach(records::addAll);
    }
    return new Read(records, counters.snapshot());
  }

  /** Null where not even the first line can be read, which is told. */
  private @Nullable PieceScan open(LogStream stream, ScanCounters counters) {
    try {
      return PieceScan.open(stream, 0, settings(), counters);
    } catch (IOException e) {
      String path = stream.pieces().getFirst().path().toString();
      counters.unreadable(new Unreadable(path, SafeFiles.reason(e)));
      return null;
    }
  }

  private static byte[] lines(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      String pattern =
          switch (i % 4) {
            case 0 ->
                "{\"ts\":\"2024-01-15T15:47:23Z\",\"level\":\"warn\",\"user_id\":%d,\"msg\":\"m\"}\n";
            case 1 ->
                "2024-01-15 15:47:23,123 ERROR [main] a.b.C - failed needle=%d\n\tat a.b(C.java:1)\n";
            case 2 -> "ts=2024-01-15T15:47:24Z level=info msg=\"hello %d\"\n";
            default -> "\n";
          };
      text.append(pattern.formatted(i));
    }
    return text.toString().getBytes(UTF_8);
  }

  @Test
  void fieldsAndLineNumbersAreTheSame() throws IOException {
    LogStream stream = stream("app.log", lines(25_000));
    Read expected = recordByRecord(stream);
    Read read = byStretches(stream, null);
    assertThat(read.records()).isEqualTo(expected.records());
    assertThat(read.report().bytes()).isEqualTo(expected.report().bytes());
    assertThat(byStretches(stream, "needle=").records())
        .isEqualTo(expected.records().stream().filter(r -> r.contains("needle=")).toList());
  }

  @Test
  void lineNumbersAreKnownFromAnywhere() throws IOException {
    byte[] bytes = lines(8_000);
    LogStream stream = stream("app.log", bytes);
    List<FileRecord> records = new ArrayList<>();
    try (PieceScan piece = PieceScan.open(stream, 0, settings(), new ScanCounters())) {
      piece
          .read(0, Long.MAX_VALUE, Search.ALL)
          .run((record, candidate, gap) -> records.add(record.retain()));
      for (int i = records.size() - 1; i >= 0; i -= 397) {
        FileRecord record = records.get(i);
        long before =
            new String(bytes, 0, (int) record.offset(), UTF_8)
                .chars()
                .filter(c -> c == '\n')
                .count();
        assertThat(record.get(Field.of(BuiltIn.LINE))).isEqualTo(before + 1);
      }
    }
  }

  @Test
  void whatBreaksOffIsGivenAndToldAlike() throws IOException {
    for (Compression compression : Compression.values()) {
      if (compression == Compression.NONE) {
        continue;
      }
      byte[] whole = Compressed.with(compression, lines(12_000));
      LogStream stream = stream(compression + ".log", Arrays.copyOf(whole, whole.length * 4 / 5));
      assertAlike(stream, "needle=");
      assertThat(recordByRecord(stream).report().unreadable()).hasSize(1);
    }
    limits =
        new ScanLimits(1 << 20, 1 << 20, 100, new InflationLimits(299_999, 1_000, 8 << 20), 10, 2);
    LogStream bomb = stream("bomb.log", Compressed.with(Compression.GZIP, lines(12_000)));
    assertAlike(bomb, "needle=");
    assertThat(byStretches(bomb, null).report().boundsHit())
        .singleElement()
        .asString()
        .contains("299,999 bytes");
  }

  private void assertAlike(LogStream stream, String wanted) throws IOException {
    Read expected = recordByRecord(stream);
    Read read = byStretches(stream, null);
    assertThat(read.records()).as(stream.id()).isEqualTo(expected.records());
    assertThat(read.report().unreadable()).isEqualTo(expected.report().unreadable());
    assertThat(read.report().boundsHit()).isEqualTo(expected.report().boundsHit());
    Read found = byStretches(stream, wanted);
    assertThat(found.records())
        .filteredOn(record -> record.contains(wanted))
        .as(stream.id())
        .isEqualTo(expected.records().stream().filter(r -> r.contains(wanted)).toList());
    assertThat(expected.records()).containsAll(found.records());
    assertThat(found.report().unreadable()).isEqualTo(expected.report().unreadable());
    assertThat(found.report().boundsHit()).isEqualTo(expected.report().boundsHit());
  }

  @Test
  void linesAndRecordsLongerThanAStretchAreReadOnce() throws IOException {
    limits = new ScanLimits(4 << 20, 3 << 20, 1_000_000, InflationLimits.DEFAULT, 10, 2);
    String first = "2024-01-15 15:47:23,123 ERROR [main] a.b.C - failed\n";
    String last = "2024-01-15 15:47:24,123 ERROR [main] a.b.C - needle\n";
    String frames = "\tat a.b.C.d(C.java:5)\n";
    String[] texts = {
      first + frames.repeat(50_000) + last,
      last + "y".repeat(5_000_000) + "\n" + first + frames.repeat(26_000) + last
    };
    for (int i = 0; i < texts.length; i++) {
      LogStream stream = stream(i + ".log", texts[i].getBytes(UTF_8));
      Read expected = recordByRecord(stream);
      assertThat(byStretches(stream, null).records())
          .as("text %d", i)
          .isEqualTo(expected.records());
      assertThat(byStretches(stream, "needle").records())
          .filteredOn(record -> record.contains("needle"))
          .as("text %d", i)
          .isEqualTo(expected.records().stream().filter(r -> r.contains("needle")).toList());
    }
  }

  @Test
  void readingEndsWhereItIsToldTo() throws IOException {
    LogStream stream = stream("app.log", lines(25_000));
    int[] asked = {0};
    stopped = () -> asked[0]++ > 2;
    assertThat(byStretches(stream, null).records())
        .hasSizeLessThan(recordByRecord(stream).records().size() + 20_000);
    assertThat(asked[0]).isGreaterThan(3);
  }

  @Test
  void onlyStretchesOfTheGridAreRead() throws IOException {
    try (PieceScan piece =
        PieceScan.open(stream("app.log", lines(10)), 0, settings(), new ScanCounters())) {
      assertThat(piece.isBare()).isTrue();
      assertThatThrownBy(() -> piece.read(5, Long.MAX_VALUE, Search.ALL))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> piece.read(0, 7, Search.ALL))
          .isInstanceOf(IllegalArgumentException.class);
      assertThat(piece.finder(Requirement.ALWAYS)).isNull();
    }
    assertThat(PieceScan.open(stream("empty.log", new byte[0]), 0, settings(), new ScanCounters()))
        .isNull();
    assertThatThrownBy(() -> new Search(null, -1, 0, 0)).hasMessageContaining("negative");
  }
}
