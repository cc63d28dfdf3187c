package dev.rearview.timeql.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rearview.engine.aggregate.GroupTable;
import dev.rearview.engine.aggregate.PartialGroup;
import dev.rearview.engine.expression.Expression;
import dev.rearview.engine.format.Formats;
import dev.rearview.engine.order.PackedRows;
import dev.rearview.engine.order.RowUnpacker;
import dev.rearview.engine.order.SpillArea;
import dev.rearview.engine.record.Field;
import dev.rearview.engine.scan.LogFiles;
import dev.rearview.engine.scan.LogStream;
import dev.rearview.engine.scan.ReadSettings;
import dev.rearview.engine.scan.ScanCounters;
import dev.rearview.engine.scan.ScanLimits;
import dev.rearview.engine.scan.ScanRoot;
import dev.rearview.engine.session.Session;
import dev.rearview.engine.session.SessionGrouper;
import dev.rearview.engine.session.SessionLimits;
import dev.rearview.timeql.plan.NodePart;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogScanTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2024-01-15T15:55:00Z"), ZoneOffset.UTC);
  private static final Instant BEGIN = Instant.parse("2024-01-15T10:00:00Z");
  private static final String[] LEVELS = {"INFO", "INFO", "DEBUG", "WARN", "ERROR"};

  private static final boolean LONG = Boolean.getBoolean("rearview.long");

  @TempDir Path folder;
  private final Random random = new Random(7);

  /** Three streams, one of them rotated and compressed, one with stack traces, one in CRI. */
  @BeforeEach
  void writeLogs() throws IOException {
    StringBuilder json = new StringBuilder();
    StringBuilder java = new StringBuilder();
    StringBuilder cri = new StringBuilder();
    for (int i = 0; i < 4_000; i++) {
      Instant time = BEGIN.plusMillis(i * 1_000L - random.nextInt(3_000));
      String level = LEVELS[random.nextInt(LEVELS.length)];
      json.append(
          "{\"ts\":\"%s\",\"level\":\"%s\",\"user\":\"u%d\",\"ms\":%d,\"msg\":\"line %d %s\"}\n"
              .formatted(time, level, random.nextInt(9), random.nextInt(900), i, words()));
      java.append(
          "%s,%03d %s [main] com.shop.Cart: line %d %s\n"
              .formatted(
                  time.toString().substring(0, 19).replace('T', ' '),
                  random.nextInt(1_000),
                  level,
                  i,
                  words()));
      if (random.nextInt(20) == 0) {
        java.append("java.lang.IllegalStateException: ").append(words()).append('\n');
        java.append("\tat com.shop.Pool.take(Pool.java:12)\n\tat com.shop.Needle.thread()\n");
      }
      cri.append("%s stdout %s line %d %s\n".formatted(time, "F", i, words()));
      if (random.nextInt(30) == 0) {
        cri.append("%s stdout P {\"level\":\"warn\",\"msg\":\"split nee\n".formatted(time));
        cri.append("%s stderr F plain needle of %d\n".formatted(time, i));
        cri.append("%s stdout F dle\"}\n".formatted(time));
      }
    }
    Files.writeString(folder.resolve("access.log"), access());
    int half = json.indexOf("\n", json.length() / 2) + 1;
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(folder.resolve("json.log.1.gz")))) {
      out.write(json.substring(0, half).getBytes(StandardCharsets.UTF_8));
    }
    Files.writeString(folder.resolve("json.log"), json.substring(half));
    Files.writeString(folder.resolve("java.log"), java);
    Files.writeString(folder.resolve("cri.log"), cri);
  }

  /** Plain lines for the most part, with times that are not quite in order. */
  private String access() {
    StringBuilder access = new StringBuilder();
    for (int i = 0; i < 4_000; i++) {
      Instant time = BEGIN.plusMillis(i * 1_000L - random.nextInt(2_000));
      String shown =
          DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT)
              .format(time.atZone(ZoneOffset.UTC));
      int odd = random.nextInt(60);
      switch (odd) {
        case 0 -> access.append("\tat com.shop.Needle.thread()\n");
        case 1 -> access.append("\n");
        case 2 -> access.append("Caused by: needle\n");
        case 3 -> access.append("10.0.0.9 - - [%s] \"cut off needle\n".formatted(shown));
        case 4 -> access.append("no access at all, needle %d\n".formatted(i));
        default ->
            access.append(
                "10.0.0.%d - - [%s] \"GET /%s HTTP/1.1\" 200 %d \"-\" \"%s\"%s\n"
                    .formatted(
                        random.nextInt(200),
                        shown,
                        i % 40 < 3 ? "needle" : "cart",
                        i,
                        odd == 5 ? "größe" : "curl",
                        odd == 6 ? "\r" : ""));
      }
    }
    return access.toString();
  }

  private String words() {
    String[] all = {"needle", "refused", "größe", "ok", "retry", "card", "took 7ms", "Needle"};
    StringBuilder words = new StringBuilder();
    for (int i = random.nextInt(3); i >= 0; i--) {
      words.append(all[Math.min(all.length - 1, random.nextInt(40))]).append(' ');
    }
    return words.append(random.nextInt(1_000)).toString();
  }

  private LogScan start(String text, int threads, BooleanSupplier stopped) {
    List<LogStream> streams =
        new LogFiles(List.of(ScanRoot.of("n", folder)), ScanLimits.DEFAULT).discover().streams();
    return LogScan.start(
        () -> NodePart.read(text, CLOCK.millis(), ZoneOffset.UTC),
        streams,
        new ReadSettings(CLOCK, ScanLimits.DEFAULT, Formats.builtIn(), stopped),
        new ScanCounters(),
        threads);
  }

  private List<String> rows(String text, int threads) {
    List<String> rows = new ArrayList<>();
    try (LogScan scan = start(text, threads, () -> false)) {
      for (NodeRow row = scan.next(); row != null; row = scan.next()) {
        rows.add(
            "%s %s %d %d %s %d"
                .formatted(
                    row.values(),
                    row.stream(),
                    row.position(),
                    row.tsNanos(),
                    row.context(),
                    row.group()));
      }
      List<PartialGroup> groups = scan.groups();
      if (!groups.isEmpty()) {
        GroupTable table = NodePart.read(text, CLOCK.millis(), ZoneOffset.UTC).grouping().table();
        groups.forEach(table::merge);
        table.results().forEach(group -> rows.add(group.keys() + " " + group.results()));
      }
      assertThat(scan.isEnded()).isTrue();
    }
    return rows;
  }

  @Test
  void recordsThatAreCountedByTheirBytesHaveARawText() throws IOException {
    Files.delete(folder.resolve("java.log"));
    Files.delete(folder.resolve("cri.log"));
    try (LogScan scan =
        start("SELECT count(*) FROM logs WHERE raw CONTAINS 'needle'", 1, () -> false)) {
      assertThat(scan.groups()).hasSize(1);
      assertThat(scan.counts().matches()).isPositive();
      assertThat(scan.counts().unknownFields()).isEmpty();
    }
  }

  /** A condition out of which nothing can be searched for, and which means the same. */
  private static String unsearchable(String condition) {
    return "NOT (NOT (" + condition + "))";
  }

  @Test
  void whatIsSearchedForIsWhatReadingAllFindsWithAnyNumberOfThreads() {
    List<String> conditions =
        List.of(
            "raw CONTAINS 'needle'",
            "raw CONTAINS 'größe'",
            "raw CONTAINS 'no such thing'",
            "level >= ERROR",
            "level = WARN AND raw CONTAINS 'needle'",
            "level = ERROR AND ms > 500",
            "user = 'u3' OR message CONTAINS 'refused'",
            "raw =~ '(?i)needle.*thread'",
            "raw =~ 'line [0-9]+7 needle'",
            "message LIKE '%split needle%'",
            "took = 7");
    List<String> selects =
        List.of(
            "SELECT raw, level, line FROM logs WHERE %s",
            "SELECT ts, message FROM logs WHERE %s LIMIT 20",
            "SELECT raw FROM logs WHERE %s LAST 7",
            "SELECT raw, ms FROM logs WHERE %s ORDER BY ms DESC, raw LIMIT 9",
            "SELECT raw FROM logs WHERE %s CONTEXT 2 BEFORE 1 AFTER",
            "SELECT raw FROM logs WHERE %s CONTEXT 3 LIMIT 5",
            "SELECT raw FROM logs WHERE %s CONTEXT 2 seconds",
            "SELECT raw FROM logs WHERE %s FROM '2024-01-15 11:00' TO '2024-01-15 11:20' CONTEXT 1",
            "SELECT count(*) FROM logs WHERE %s",
            "SELECT level, count(*), count(DISTINCT user), max(ms) FROM logs WHERE %s GROUP BY level",
            "SELECT took, count(*) FROM logs EXTRACT 'took (?P<took>\\d+)ms' FROM message WHERE %s GROUP BY took");
    for (int pair = 0; pair < conditions.size() * selects.size(); pair++) {
      String condition = conditions.get(pair % conditions.size());
      String select = selects.get(pair / conditions.size());
      if (LONG || (pair / conditions.size() + pair) % 4 == 0) {
        boolean grouped = select.contains("count(*)");
        String fast = select.formatted(condition);
        String slow = select.formatted(unsearchable(condition));
        List<String> expected = rows(slow, 1);
        for (int threads : new int[] {1, 3}) {
          List<String> given = rows(fast, threads);
          if (grouped) {
            expected = expected.stream().sorted(Comparator.naturalOrder()).toList();
            given = given.stream().sorted(Comparator.naturalOrder()).toList();
          }
          for (int i = 0; i < Math.min(given.size(), expected.size()); i++) {
            assertThat(given.get(i))
                .as("%s with %d threads, row %d", fast, threads, i)
                .isEqualTo(expected.get(i));
          }
          assertThat(given).as("%s with %d threads", fast, threads).hasSameSizeAs(expected);
        }
      }
    }
  }

  @Test
  void rowsInAnyOrderAreThoseThatComeInTheOrderOfTime() throws IOException {
    StringBuilder json = new StringBuilder();
    for (int i = 0; i < 6_000; i++) {
      json.append(
          "{\"ts\":\"%s\",\"id\":\"i%d\",\"n\":%s,\"user\":%s,\"deep\":{\"x\":[1,\"%d\"]}%s}\n"
              .formatted(
                  BEGIN.plusMillis(i * 7L),
                  i % 5_000,
                  i % 3 == 0 ? "5" : i % 3 == 1 ? "5.0" : "\"5\"",
                  i % 5 == 0 ? "null" : "\"u\\u00e9\\\"" + i % 50 + "\"",
                  i % 4,
                  i % 2 == 0 ? "" : ",\"service\":\"own\""));
    }
    Files.writeString(folder.resolve("deep.log"), json);
    for (String select :
        List.of(
            "SELECT id, n, user, service, deep.x, level, node, stream FROM logs",
            "SELECT * FROM logs WHERE user = 'ué\"7' OR user = 'u3'",
            "SELECT ts, user, message, line FROM logs WHERE user IN ('u1', 'u2') OR n = 5",
            "SELECT took, message FROM logs EXTRACT 'took (?P<took>\\d+)ms' FROM message WHERE took = 7")) {
      List<String> expected = rows(select, 1).stream().sorted().toList();
      assertThat(expected).hasSizeGreaterThan(20);
      for (int threads : new int[] {1, 3}) {
        assertThat(rows(select + " ORDER BY NULL", threads).stream().sorted().toList())
            .as("%s with %d threads", select, threads)
            .isEqualTo(expected);
        assertThat(packed(select + " ORDER BY NULL", threads))
            .as("%s with %d threads, packed", select, threads)
            .isEqualTo(expected);
      }
    }
  }

  private List<String> packed(String text, int threads) {
    List<String> rows = new ArrayList<>();
    RowUnpacker unpacker = new RowUnpacker();
    try (LogScan scan = start(text, threads, () -> false)) {
      for (PackedRows some = scan.nextPacked(); some != null; some = scan.nextPacked()) {
        for (int i = 0; i < some.size(); i++) {
          rows.add(
              "%s %s %d %d false 0"
                  .formatted(
                      unpacker.values(some, i), some.stream(i), some.position(i), some.tsNanos(i)));
        }
      }
      assertThat(scan.isEnded()).isTrue();
      assertThat(scan.counts().matches()).isEqualTo(rows.size());
    }
    return rows.stream().sorted().toList();
  }

  @Test
  void sessionsByThemselvesAreThoseThatStandBesideOtherAggregates() {
    for (String keys : List.of("user", "user, level", "ms", "level, service")) {
      String text =
          "SELECT %1$s, sessions(2 seconds)%2$s FROM logs WHERE %3$s IS NOT NULL GROUP BY %1$s";
      String first = keys.substring(0, (keys + ",").indexOf(','));
      String beside = text.formatted(keys, ", count(*)", first);
      List<Session> expected = sessions(beside, 1);
      assertThat(expected).hasSizeGreaterThan(100);
      for (int threads : new int[] {1, 3}) {
        assertThat(sessions(text.formatted(keys, "", first), threads))
            .as("%s with %d threads", keys, threads)
            .isEqualTo(expected);
      }
    }
  }

  private List<Session> sessions(String text, int threads) {
    SessionGrouper grouper =
        new SessionGrouper(
            new Expression.FieldValue(Field.named("none")),
            SessionLimits.of(Duration.ofSeconds(2)));
    try (LogScan scan = start(text, threads, () -> false)) {
      for (PartialGroup group : scan.groups()) {
        grouper.merge(group.keys(), group.states().getFirst(), "");
      }
      assertThat(scan.counts().matches()).isPositive();
      assertThat(scan.isEnded()).isTrue();
    }
    return grouper.finish();
  }

  @Test
  void rowsInAnyOrderStopWhenTheyAreToldToAndWhenNobodyTakesThem() {
    AtomicInteger asked = new AtomicInteger();
    try (LogScan scan =
        start("SELECT raw FROM logs ORDER BY NULL", 2, () -> asked.incrementAndGet() > 9)) {
      while (scan.next() != null) {
        // to the end
      }
      assertThat(scan.isEnded()).isFalse();
      assertThat(scan.counts().records()).isLessThan(16_000);
    }
    try (LogScan scan = start("SELECT raw FROM logs ORDER BY NULL", 2, () -> false)) {
      assertThat(scan.next()).isNotNull();
    }
  }

  @Test
  void matchesComeInTheOrderOfTime() {
    List<Long> times = new ArrayList<>();
    try (LogScan scan = start("SELECT raw FROM logs WHERE ts IS NOT NULL", 2, () -> false)) {
      for (NodeRow row = scan.next(); row != null; row = scan.next()) {
        times.add(row.tsNanos());
      }
      assertThat(scan.counts().boundsHit()).isEmpty();
    }
    assertThat(times).hasSizeGreaterThan(15_000).isSorted();
  }

  @Test
  void aLimitEndsReadingEarly() throws IOException {
    String line = "2024-01-15 10:00:00 INFO all alike needle\n".repeat(1 << 16);
    for (int i = 0; i < 24; i++) {
      Files.writeString(
          folder.resolve("big.log"),
          line,
          java.nio.file.StandardOpenOption.CREATE,
          java.nio.file.StandardOpenOption.APPEND);
    }
    ScanCounters counters = new ScanCounters();
    List<LogStream> streams =
        new LogFiles(List.of(ScanRoot.of("n", folder.resolve("big.log"))), ScanLimits.DEFAULT)
            .discover()
            .streams();
    try (LogScan scan =
        LogScan.start(
            () ->
                NodePart.read(
                    "SELECT raw FROM logs WHERE raw CONTAINS 'needle' LIMIT 10",
                    CLOCK.millis(),
                    ZoneOffset.UTC),
            streams,
            ReadSettings.of(CLOCK),
            counters,
            2)) {
      int rows = 0;
      while (scan.next() != null) {
        rows++;
      }
      assertThat(rows).isEqualTo(10);
    }
    assertThat(counters.snapshot().bytes()).isLessThan(16L << 20);
  }

  private record Read(List<Object> rows, long bytes, FragmentCounts counts) {}

  private Read read(Path file, String text) {
    ScanCounters counters = new ScanCounters();
    List<LogStream> streams =
        new LogFiles(List.of(ScanRoot.of("n", file)), ScanLimits.DEFAULT).discover().streams();
    List<Object> rows = new ArrayList<>();
    try (LogScan scan =
        LogScan.start(
            () -> NodePart.read(text, CLOCK.millis(), ZoneOffset.UTC),
            streams,
            ReadSettings.of(CLOCK),
            counters,
            2)) {
      for (NodeRow row = scan.next(); row != null; row = scan.next()) {
        rows.add(row.values().getFirst());
      }
      return new Read(rows, counters.snapshot().bytes(), scan.counts());
    }
  }

  /** Lines of a day, each a little out of order, and a large one without a time now and then. */
  private Path writeDay() throws IOException {
    Path file = Files.createDirectory(folder.resolve("day")).resolve("day.log");
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 240_000; i++) {
      Instant time = BEGIN.minusSeconds(86_400).plusMillis(i * 360L - random.nextInt(20_000));
      lines.append(
          i % 997 == 0
              ? "no time here, needle\n"
              : "{\"ts\":\"%s\",\"level\":\"%s\",\"n\":%d,\"msg\":\"all alike but %s\"}\n"
                  .formatted(
                      time,
                      LEVELS[i % 5],
                      i,
                      i % 60_000 == 7 ? "rare" : i % 50 == 0 ? "needle" : "cart"));
    }
    return Files.writeString(file, lines);
  }

  @Test
  void theNewestAreFoundFromTheEndAndAreTheLastOfAll() throws IOException {
    Path file = writeDay();
    for (String condition :
        List.of("raw CONTAINS 'needle'", "level = ERROR", "raw CONTAINS 'rare'")) {
      List<Object> all = read(file, "SELECT raw FROM logs WHERE " + condition).rows();
      for (int wanted : new int[] {1, 25, 2_000}) {
        Read newest =
            read(file, "SELECT raw FROM logs WHERE %s LAST %d".formatted(condition, wanted));
        assertThat(newest.rows())
            .as("%s LAST %d", condition, wanted)
            .isEqualTo(all.subList(Math.max(0, all.size() - wanted), all.size()));
        if (wanted == 25 && !condition.contains("rare")) {
          assertThat(newest.bytes()).isLessThan(Files.size(file) / 4);
          assertThat(newest.counts().matches()).isGreaterThanOrEqualTo(25);
        }
      }
    }
    Files.writeString(
        file,
        "{\"ts\":\"%s\",\"msg\":\"needle\"}\n".formatted(BEGIN.minusSeconds(80_000)),
        java.nio.file.StandardOpenOption.APPEND);
    List<Object> all = read(file, "SELECT raw FROM logs WHERE raw CONTAINS 'needle'").rows();
    assertThat(read(file, "SELECT raw FROM logs WHERE raw CONTAINS 'needle' LAST 9").rows())
        .isEqualTo(all.subList(all.size() - 9, all.size()));
  }

  @Test
  void whatDoesNotFitWhereRowsArePutInOrderIsTold() throws IOException {
    NodePart part =
        NodePart.read("SELECT n FROM logs ORDER BY n DESC", CLOCK.millis(), ZoneOffset.UTC);
    List<Object> given = new ArrayList<>();
    TopRows rows =
        new TopRows(part, row -> given.add(row.values().getFirst()), 20_000, SpillArea.NONE);
    for (int i = 0; i < 1_000; i++) {
      rows.offer(new NodeRow(List.of((long) (i * 7919 % 1_000)), i, "s", i, false, 0));
    }
    rows.finish();
    assertThat(given).hasSizeBetween(50, 200);
    for (int i = 0; i < given.size(); i++) {
      assertThat(given.get(i)).isEqualTo(999L - i);
    }
    assertThat(rows.boundsHit()).singleElement().asString().contains("20,000 bytes");
  }

  @Test
  void readingStopsWhenItIsToldTo() {
    AtomicInteger asked = new AtomicInteger();
    try (LogScan scan =
        start(
            "SELECT count(*) FROM logs WHERE ms > 100000", 1, () -> asked.incrementAndGet() > 3)) {
      scan.groups();
      assertThat(scan.isEnded()).isFalse();
      assertThat(scan.counts().records()).isLessThan(12_000);
    }
  }

  @Test
  void theReportSaysWhatWasLookedAt() {
    try (LogScan scan =
        start(
            "SELECT nosuch, count(*) FROM logs WHERE level = ERROR GROUP BY nosuch",
            2,
            () -> false)) {
      scan.groups();
      FragmentCounts counts = scan.counts();
      assertThat(counts.unknownFields()).containsExactly("nosuch");
      assertThat(counts.knownFields()).contains("user", "ms", "level");
      assertThat(counts.matches()).isPositive();
      assertThat(counts.records()).isGreaterThanOrEqualTo(counts.matches());
    }
  }
}
