package dev.rearview.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of times that are wrong, missing, ambiguous, or come in any order. */
class HonestTimeIT {
  private static final String TIMES = "SELECT ts, time_source, observed_ts, message FROM logs";

  @TempDir Path folder;

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, text.getBytes(UTF_8));
  }

  private Ran scan(String statement, Object... options) {
    List<Object> arguments = new ArrayList<>(List.of("scan", statement, folder));
    arguments.addAll(List.of("--format", "ndjson"));
    arguments.addAll(List.of(options));
    return Ran.of(arguments.toArray());
  }

  private static List<String> rows(Ran ran) {
    assertThat(ran.code()).as(ran.err()).isZero();
    return ran.lines().stream().filter(line -> !line.startsWith("{\"report\"")).toList();
  }

  private static String report(Ran ran) {
    return ran.lines().getLast();
  }

  @Test
  void aClockThatIsAnHourWrongKeepsItsClaimBesideTheTimeOfObservation() throws IOException {
    write(
        "shop_cart-0_u1/cart/0.log",
        """
        2024-01-15T15:00:01Z stdout F {"ts":"2024-01-15T16:00:00Z","msg":"an hour ahead"}
        2024-01-15T15:00:02Z stdout F {"ts":"2024-01-15T14:00:00Z","msg":"an hour behind"}
        2024-01-15T15:00:03Z stdout F {"msg":"says none"}
        2024-01-15T15:00:04Z stdout F 2024-01-15 17:00:04 INFO says no zone
        """);
    assertThat(rows(scan(TIMES, "--zone", "Europe/Berlin")))
        .containsExactly(
            "{\"ts\":\"2024-01-15T14:00:00Z\",\"time_source\":\"reported\",\"observed_ts\":\"2024-01-15T15:00:02Z\",\"message\":\"an hour behind\"}",
            "{\"ts\":\"2024-01-15T15:00:03Z\",\"time_source\":\"runtime\",\"observed_ts\":\"2024-01-15T15:00:03Z\",\"message\":\"says none\"}",
            "{\"ts\":\"2024-01-15T15:00:04Z\",\"time_source\":\"runtime\",\"observed_ts\":\"2024-01-15T15:00:04Z\",\"message\":\"says no zone\"}",
            "{\"ts\":\"2024-01-15T16:00:00Z\",\"time_source\":\"reported\",\"observed_ts\":\"2024-01-15T15:00:01Z\",\"message\":\"an hour ahead\"}");
  }

  /** On 31 March 2024 Berlin went from 02:00 to 03:00, on 27 October from 03:00 back to 02:00. */
  @Test
  void localTimesInAGapOrOverlapAreAssumedAndSaidToBe() throws IOException {
    write(
        "gap.log",
        """
        2024-03-31 01:59:59 INFO before
        2024-03-31 02:30:00 INFO is no time there
        2024-03-31 03:30:00 INFO after
        """);
    write(
        "overlap.log",
        """
        2024-10-27 01:59:00 INFO before
        2024-10-27 02:30:00 INFO summer
        2024-10-27 02:30:00 INFO winter, or summer
        2024-10-27 03:00:00 INFO after
        """);
    assertThat(rows(scan("SELECT ts, time_source, message FROM logs", "--zone", "Europe/Berlin")))
        .containsExactly(
            "{\"ts\":\"2024-03-31T00:59:59Z\",\"time_source\":\"assumed_zone\",\"message\":\"before\"}",
            "{\"ts\":\"2024-03-31T01:30:00Z\",\"time_source\":\"assumed_zone\",\"message\":\"is no time there\"}",
            "{\"ts\":\"2024-03-31T01:30:00Z\",\"time_source\":\"assumed_zone\",\"message\":\"after\"}",
            "{\"ts\":\"2024-10-26T23:59:00Z\",\"time_source\":\"assumed_zone\",\"message\":\"before\"}",
            "{\"ts\":\"2024-10-27T00:30:00Z\",\"time_source\":\"assumed_zone\",\"message\":\"summer\"}",
            "{\"ts\":\"2024-10-27T00:30:00Z\",\"time_source\":\"assumed_zone\",\"message\":\"winter, or summer\"}",
            "{\"ts\":\"2024-10-27T02:00:00Z\",\"time_source\":\"assumed_zone\",\"message\":\"after\"}");
  }

  @Test
  void recordsWithoutATimeAreAnsweredAndWhereARangeLeavesThemOutCounted() throws IOException {
    write("a.log", "no time at all\n2024-01-15 15:00:00 INFO one\n");
    write("b.log", "nor here\n");
    Ran all = scan(TIMES);
    assertThat(rows(all)).hasSize(3).filteredOn(row -> row.contains("\"none\"")).hasSize(2);
    assertThat(report(all)).contains("\"records_without_time\":2");
    Ran ranged = scan(TIMES + " FROM '2024-01-15T00:00:00Z' TO '2024-01-16T00:00:00Z'");
    assertThat(rows(ranged)).hasSize(1);
    assertThat(report(ranged)).contains("\"records_without_time\":2");
  }

  @Test
  void timesThatFallHideNothingFromARange() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 3_000; i++) {
      Instant time = Instant.parse("2024-01-15T00:00:00Z").plusSeconds((i * 7_919L) % 86_400);
      lines.append("%s INFO line %d of a clock that jumps\n".formatted(time, i));
    }
    write("a.log", lines.toString());
    String range = " FROM '2024-01-15T10:00:00Z' TO '2024-01-15T11:00:00Z'";
    long expected =
        lines
            .toString()
            .lines()
            .map(line -> Instant.parse(line.substring(0, 20)))
            .filter(time -> !time.isBefore(Instant.parse("2024-01-15T10:00:00Z")))
            .filter(time -> !time.isAfter(Instant.parse("2024-01-15T11:00:00Z")))
            .count();
    assertThat(rows(scan("SELECT count(*) FROM logs" + range)))
        .containsExactly("{\"count(*)\":" + expected + "}");
  }

  /** Three streams; their lines in any order, the streams found in any order. */
  @Test
  void aHundredShufflesOfArrivalGiveEqualAnswers() throws IOException {
    List<List<String>> streams = new ArrayList<>();
    Instant begin = Instant.parse("2024-01-15T00:00:00Z");
    for (int stream = 0; stream < 3; stream++) {
      List<String> lines = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        lines.add(
            "{\"ts\":\"%s\",\"level\":\"%s\",\"user\":\"u%d\",\"ms\":%d,\"msg\":\"line %d of %d\"}"
                .formatted(
                    begin.plusMillis((i * 3L + stream) * 1_000),
                    i % 17 == 0 ? "ERROR" : i % 5 == 0 ? "WARN" : "INFO",
                    i % 13,
                    i * i % 1_000,
                    i,
                    stream));
      }
      streams.add(lines);
    }
    List<String> statements =
        List.of(
            "SELECT ts, level, user, message FROM logs WHERE ms > 300",
            "SELECT user, count(*), sum(ms), p99(ms), first(message), last(message)"
                + " FROM logs GROUP BY user ORDER BY user",
            "SELECT bucket(1 minute), level, count(*) FROM logs GROUP BY bucket(1 minute), level",
            "SELECT message FROM logs FROM '2024-01-15T00:02:00Z' TO '2024-01-15T00:03:00Z'"
                + " LIMIT 50");
    List<String> expected = new ArrayList<>();
    Random random = new Random(14);
    for (int shuffle = 0; shuffle < 100; shuffle++) {
      for (int stream = 0; stream < 3; stream++) {
        write("%d.log".formatted(stream), String.join("\n", streams.get(stream)) + "\n");
      }
      List<Object> files = new ArrayList<>();
      for (int stream = 0; stream < 3; stream++) {
        files.add(folder.resolve("%d.log".formatted(stream)));
      }
      Collections.shuffle(files, random);
      int threads = 1 + shuffle % 3;
      int asked = shuffle % statements.size();
      if (shuffle == 0) {
        statements.forEach(statement -> expected.add(answer(statement, files, threads)));
        assertThat(expected).noneMatch(String::isEmpty);
      }
      assertThat(answer(statements.get(asked), files, threads))
          .as("shuffle %d of %s", shuffle, statements.get(asked))
          .isEqualTo(expected.get(asked));
      streams.forEach(lines -> Collections.shuffle(lines, random));
    }
  }

  private static String answer(String statement, List<Object> files, int threads) {
    List<Object> arguments = new ArrayList<>(List.of("scan", statement));
    arguments.addAll(files);
    arguments.addAll(List.of("--threads", threads, "--format", "ndjson"));
    Ran ran = Ran.of(arguments.toArray());
    assertThat(report(ran)).contains("\"complete\":true");
    return rows(ran).stream().collect(Collectors.joining("\n"));
  }
}
