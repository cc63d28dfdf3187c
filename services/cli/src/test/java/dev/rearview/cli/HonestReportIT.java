package dev.rearview.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The report says what was of no known format, and where times were trusted without a look. */
class HonestReportIT {
  private static final Instant BEGIN = Instant.parse("2024-01-15T00:00:00Z");

  @TempDir Path folder;

  private Ran scan(String statement, Object... options) {
    List<Object> arguments = new ArrayList<>(List.of("scan", statement, folder));
    arguments.addAll(List.of("--format", "ndjson"));
    arguments.addAll(List.of(options));
    return Ran.of(arguments.toArray());
  }

  private static String report(Ran ran) {
    return ran.lines().getLast();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT count(*) FROM logs",
        "SELECT raw FROM logs",
        "SELECT level, count(*) FROM logs GROUP BY level",
        "SESSIONS BY level FROM logs GAP 1 minute",
        "MATCH PATTERN WHERE level = INFO FOLLOWED BY level = ERROR WITHIN 1 minute FROM logs",
        "SELECT message FROM logs WHERE level = ERROR OR level IS NULL",
        "SELECT ts, message FROM logs FROM '2024-01-15T00:00:00Z' TO '2024-01-16T00:00:00Z'"
      })
  void brokenLinesAreCountedWhateverIsAsked(String statement) throws IOException {
    Files.writeString(
        folder.resolve("app.log"),
        """
        {"time":"2024-01-15T15:47:23Z","level":"INFO","msg":"whole"}
        {"time":"2024-01-15T15:47:24Z","level":"ERROR","msg":"its end is mis
        panic: runtime error
        {"time":"2024-01-15T15:47:25Z","level":"ERROR","msg":"whole again"}
        {"time":"2024-01-15T15:47:26Z","lev\
        """);
    Files.writeString(
        folder.resolve("table.log"),
        """
        time,level,message
        2024-01-15T15:47:23Z,INFO,a row
        2024-01-15T15:47:24Z,INFO,"another, longer"
        2024-01-15T15:47:25Z,INFO,third
        2024-01-15T15:47:26Z,INFO,fourth
        2024-01-15T15:47:27Z,INFO,fifth
        2024-01-15T15:47:28Z,INFO,sixth
        2024-01-15T15:47:29Z,INFO,seventh
        2024-01-15T15:47:30Z,INFO,eighth
        2024-01-15T15:47:31Z,INFO,ninth
        2024-01-15T15:47:32Z,ERROR,one,too many
        """);

    Ran ran = scan(statement);

    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(report(ran))
        .contains("\"records_without_format\":4", "\"csv\":10", "\"raw\":4", "\"logrus\":2");
    assertThat(ran.err()).contains("4 records of no known format");
  }

  @Test
  void whatIsLookedIntoIsCountedAlsoWhereBytesDecide() throws IOException {
    Files.writeString(folder.resolve("app.log"), "no known form\n".repeat(500));
    Ran ran = scan("SELECT count(*) FROM logs WHERE raw CONTAINS 'zzz'");
    assertThat(report(ran))
        .contains("\"records\":200,", "\"records_without_format\":200", "\"unknown_fields\":[]");
  }

  @Test
  void brokenLinesAreFoundByTheirText() throws IOException {
    Files.writeString(
        folder.resolve("app.log"),
        """
        {"time":"2024-01-15T15:47:23Z","level":"INFO","msg":"whole"}
        {"time":"2024-01-15T15:47:24Z","level":"ERROR","msg":"its end is mis
        """);
    assertThat(scan("SELECT message FROM logs WHERE message CONTAINS 'its end'").lines().getFirst())
        .contains("its end is mis");
    assertThat(scan("SELECT line, message FROM logs WHERE log_format = 'raw'").lines().getFirst())
        .startsWith("{\"line\":2,")
        .contains("its end is mis");
  }

  /** A file whose times rise, but for some lines between the places that are looked at. */
  private void writeWithLinesOutOfPlace(int megabytes) throws IOException {
    StringBuilder text = new StringBuilder();
    String filler = "x".repeat(60);
    int misplacedAt = megabytes * 450_000;
    for (int i = 0; text.length() < megabytes << 20; i++) {
      boolean misplaced = text.length() > misplacedAt && text.length() < misplacedAt + 20_000;
      Instant time =
          misplaced
              ? BEGIN.minusSeconds(86_400).plusMillis(i)
              : BEGIN.plusMillis(i * 5_000L / megabytes);
      text.append(time).append(" INFO line ").append(i).append(' ').append(filler).append('\n');
    }
    Files.write(folder.resolve("app.log"), text.toString().getBytes(UTF_8));
  }

  private static final String THE_DAY_BEFORE =
      "SELECT count(*) FROM logs FROM '2024-01-14T00:00:00Z' TO '2024-01-14T12:00:00Z'";

  @Test
  void nothingIsAssumedOfTheTimesOfFilesThatAreNotLarge() throws IOException {
    writeWithLinesOutOfPlace(10);

    Ran ran = scan(THE_DAY_BEFORE);
    assertThat(ran.lines().getFirst()).isEqualTo("{\"count(*)\":196}");
    assertThat(report(ran)).contains("\"complete\":true,\"assumed_order\":false", "\"sought\":0");
    assertThat(ran.err()).doesNotContain("assumed").contains("; complete\n");
  }

  @Test
  void thatTimesOfALargeFileWereAssumedToRiseIsSaidAndCanBeForbidden() throws IOException {
    writeWithLinesOutOfPlace(70);

    Ran sought = scan(THE_DAY_BEFORE);
    assertThat(sought.lines().getFirst()).isEqualTo("{\"count(*)\":0}");
    assertThat(report(sought)).contains("\"assumed_order\":true", "\"sought\":1");
    assertThat(sought.err())
        .contains(
            "it is assumed, but not yet known, that times rise in 1 file, scan --no-seek reads all",
            "; complete if so\n");

    Ran whole = scan(THE_DAY_BEFORE, "--no-seek");
    assertThat(whole.lines().getFirst()).doesNotContain("\":0}");
    assertThat(report(whole)).contains("\"assumed_order\":false", "\"sought\":0");
    assertThat(whole.err()).doesNotContain("assumed").contains("; complete\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT count(*) FROM logs",
        "SESSIONS BY level FROM logs",
        "MATCH PATTERN WHERE level = INFO FOLLOWED BY level = WARN WITHIN 1 minute FROM logs"
      })
  void timesThatAreSeenToFallInAFileThatWasSoughtMakeTheAnswerPartial(String statement)
      throws IOException {
    writeWithLinesOutOfPlace(70);
    String ranged = statement + " FROM '2024-01-15T05:00:00Z' TO '2024-01-15T08:00:00Z'";
    Ran ran = scan(ranged);
    assertThat(ran.code()).as(ran.err()).isEqualTo(Failure.PARTIAL);
    assertThat(report(ran)).contains("was sought by its times, but they fall");
    Ran whole = scan(ranged, "--no-seek");
    assertThat(whole.code()).as(whole.err()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SESSIONS BY level FROM logs GAP 1 hour",
        "SELECT first(message) FROM logs",
        "SELECT level, rate(1 minute) FROM logs GROUP BY level"
      })
  void theCoverageIsOfAllRecordsWhereTheirTimesAreAskedFor(String statement) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 1_000; i++) {
      text.append("%s INFO line %d\n".formatted(BEGIN.plusSeconds(i == 777 ? 5_000 : i), i));
    }
    text.append("no time at all\n".repeat(3));
    Files.writeString(folder.resolve("app.log"), text);
    assertThat(report(scan(statement)))
        .contains(
            "\"coverage\":{\"from\":\"2024-01-15T00:00:00Z\",\"to\":\"2024-01-15T01:23:20Z\"}");
  }
}
