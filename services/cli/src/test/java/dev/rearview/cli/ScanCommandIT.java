package dev.rearview.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScanCommandIT {
  @TempDir Path folder;
  private Path app;

  @BeforeEach
  void writeLogs() throws IOException {
    app = folder.resolve("app.log");
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      lines.append(
          "{\"timestamp\":\"2024-01-15T15:%02d:00Z\",\"level\":\"%s\",\"request_id\":\"r%d\",\"latency_ms\":%d,\"message\":\"request %d\"}\n"
              .formatted(i, i % 10 == 0 ? "ERROR" : "INFO", i / 6, i * 10, i));
    }
    Files.writeString(app, lines);
  }

  private static String rows(Ran ran) {
    return ran.lines().stream()
        .filter(line -> !line.startsWith("{\"report\""))
        .collect(Collectors.joining("\n"));
  }

  @Test
  void answersRowsInOrderWithTheReportLast() {
    Ran ran =
        Ran.of(
            "scan",
            "SELECT ts, level, message FROM logs WHERE level >= ERROR LIMIT 2",
            app,
            "--format",
            "ndjson");
    assertThat(ran.err()).contains("2 rows").contains("; complete");
    assertThat(ran.code()).isZero();
    assertThat(rows(ran))
        .isEqualTo(
            """
            {"ts":"2024-01-15T15:00:00Z","level":"ERROR","message":"request 0"}
            {"ts":"2024-01-15T15:10:00Z","level":"ERROR","message":"request 10"}\
            """);
    assertThat(ran.lines().getLast()).startsWith("{\"report\":{\"complete\":true");
  }

  /** Lines as they lie in the file, also where they are no text, with what grep puts between. */
  @Test
  void printsLinesAsGrepDoes() throws IOException {
    List<byte[]> lines = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      String line =
          "10.0.0.%d - - [15/Jan/2024:15:%02d:00 +0000] \"GET /%s HTTP/1.1\" 200 %d \"-\" \"aéb\"\n"
              .formatted(i, i / 4, i == 50 || i == 54 || i == 150 ? "needle" : "cart", i);
      lines.add(line.getBytes(StandardCharsets.ISO_8859_1));
    }
    Path access = folder.resolve("access.log");
    write(access, lines);
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    for (byte[] line : lines.subList(48, 57)) {
      expected.write(line);
    }
    expected.writeBytes("--\n".getBytes(StandardCharsets.UTF_8));
    for (byte[] line : lines.subList(148, 153)) {
      expected.write(line);
    }
    String query = "SELECT raw FROM logs WHERE raw CONTAINS 'needle' CONTEXT 2";
    assertThat(Ran.of("scan", "--format", "text", query, access).bytes())
        .isEqualTo(expected.toByteArray());
    ByteArrayOutputStream last = new ByteArrayOutputStream();
    for (byte[] line : lines.subList(196, 199)) {
      last.write(line);
    }
    String ordered = "SELECT raw FROM logs ORDER BY time DESC LIMIT 3";
    assertThat(Ran.of("scan", "--format", "text", ordered, access).bytes())
        .isEqualTo(last.toByteArray());
  }

  @Test
  void saysBeforeEachLineFromWhichOfSeveralFilesItIs() throws IOException {
    Path one = Files.writeString(folder.resolve("one.log"), "a\nneedle\nb\n");
    Path two = Files.writeString(folder.resolve("two.log"), "c\n");
    Ran ran =
        Ran.of(
            "scan",
            "--format",
            "text",
            "SELECT raw FROM logs WHERE raw CONTAINS 'needle' CONTEXT 1",
            one,
            two);
    assertThat(ran.out()).isEqualTo("%1$s-a\n%1$s:needle\n%1$s-b\n".formatted(one.toRealPath()));
  }

  private static void write(Path file, List<byte[]> lines) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      for (byte[] line : lines) {
        out.write(line);
      }
    }
  }

  @Test
  void readsCompressedFilesFoldersAndStandardInputAlike() throws IOException {
    Path packed = folder.resolve("packed");
    Files.createDirectory(packed);
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(packed.resolve("a.log.gz")))) {
      out.write(Files.readAllBytes(app));
    }
    String query = "SELECT level, count(*), max(latency_ms) FROM logs GROUP BY level";
    String expected =
        """
        level,count(*),max(latency_ms)\r
        INFO,54,590\r
        ERROR,6,500\r
        """;
    assertThat(Ran.of("scan", query, app, "--format", "csv").out()).isEqualTo(expected);
    assertThat(Ran.of("scan", query, packed, "--format", "csv").out()).isEqualTo(expected);
    assertThat(Ran.withInput(Files.readString(app), "scan", query, "-", "--format", "csv").out())
        .isEqualTo(expected);
    assertThat(Ran.of("scan", query, folder, "--threads", 3, "--format", "csv").out())
        .isEqualTo(expected.replace("54", "108").replace(",6,", ",12,"));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  @Timeout(60)
  void saysAtOnceThatAPipeIsNoFile() throws Exception {
    Path pipe = folder.resolve("pipe.log");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    Ran ran = Ran.of("scan", "SELECT count(*) FROM logs", app, pipe, "--format", "ndjson");
    assertThat(ran.err()).contains("not a regular file").contains(pipe.toString());
    assertThat(ran.out()).contains("{\"count(*)\":60}").contains("\"complete\":false");
    assertThat(ran.code()).isEqualTo(3);
  }

  @Test
  void answersSequencesSessionsSubqueriesAndContext() {
    Ran match =
        Ran.of(
            "scan",
            "MATCH PATTERN WHERE a: level = ERROR FOLLOWED BY b: latency_ms > a.latency_ms"
                + " WITHIN 5 minutes FROM logs LIMIT 1",
            app,
            "--format",
            "ndjson");
    assertThat(rows(match))
        .startsWith("{\"match\":1,\"status\":\"CONFIRMED\",\"start\":\"2024-01-15T15:00:00Z\"")
        .contains("\"duration\":\"PT1M\"");
    Ran sessions =
        Ran.of(
            "scan",
            "SESSIONS BY request_id HAVING errors > 0 ORDER BY start DESC LIMIT 1",
            app,
            "--format",
            "ndjson");
    assertThat(rows(sessions)).contains("\"key\":\"r8\"").contains("\"records\":6");
    Ran subquery =
        Ran.of(
            "scan",
            "SELECT count(*) FROM logs WHERE request_id IN"
                + " (SELECT request_id FROM logs WHERE level >= ERROR)",
            app,
            "--format",
            "csv");
    assertThat(subquery.out()).isEqualTo("count(*)\r\n36\r\n");
    Ran context =
        Ran.of(
            "scan",
            "SELECT message FROM logs WHERE latency_ms = 200 CONTEXT 1",
            app,
            "--format",
            "csv");
    assertThat(context.out())
        .isEqualTo(
            "message,match,group\r\nrequest 19,false,1\r\nrequest 20,true,1\r\nrequest 21,false,1\r\n");
  }

  @Test
  void sortsWithTheDiskThatIsAllowed() {
    String match = "MATCH PATTERN WHERE message CONTAINS 'a' FROM logs";
    String expected = Ran.of("scan", match, app, "--format", "csv").out();
    for (Object[] disk : new Object[][] {{"--spill-bytes", 0}, {"--spill-directory", folder}}) {
      assertThat(Ran.of("scan", match, app, "--format", "csv", disk[0], disk[1]).out())
          .isEqualTo(expected);
    }
    Ran below = Ran.of("scan", match, app, "--spill-bytes", -1);
    assertThat(below.code()).isEqualTo(2);
    assertThat(below.err()).contains("--spill-bytes -1: expected a number of bytes");
    Ran missing = Ran.of("scan", match, app, "--spill-directory", folder.resolve("none"));
    assertThat(missing.code()).isEqualTo(2);
    assertThat(missing.err()).contains("--spill-directory '").contains("expected a folder");
  }

  @Test
  void readsTimesWithTheGivenClockAndZone() {
    Ran ran =
        Ran.of(
            "scan",
            "SELECT count(*) FROM logs SINCE '16:10' UNTIL '16:19'",
            app,
            "--now",
            "2024-01-15T16:00:00Z",
            "--zone",
            "Europe/Berlin",
            "--format",
            "csv");
    assertThat(ran.out()).isEqualTo("count(*)\r\n10\r\n");
  }

  @Test
  void showsATableAndSaysWhatIsUnknown() {
    Ran ran =
        Ran.of("scan", "SELECT message FROM logs WHERE latncy_ms > 5", app, "--format", "table");
    assertThat(ran.out()).contains("message").contains("───────");
    assertThat(ran.err()).contains("no record has a field latncy_ms; did you mean latency_ms?");
  }

  @Test
  void marksThePlaceOfAnErrorAndRunsNothing() {
    Ran ran = Ran.of("scan", "SELECT * FORM logs", app);
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err())
        .contains("line 1, column 10: found 'FORM'")
        .contains("did you mean FROM?")
        .contains("  SELECT * FORM logs\n           ^");
  }

  @Test
  void explainsAndRefusesWhatNeedsAServer() {
    Ran explain =
        Ran.of(
            "scan",
            "EXPLAIN SELECT level, count(*) FROM logs GROUP BY level",
            app,
            "--format",
            "csv");
    assertThat(explain.out()).contains("SELECT level, count(*) FROM logs GROUP BY level");
    Ran state = Ran.of("scan", "STATE AT 'now'", app);
    assertThat(state.code()).isEqualTo(2);
    assertThat(state.err()).contains("ask a server: rearview query");
    Ran alerts = Ran.of("scan", "SELECT * FROM alerts", app);
    assertThat(alerts.code()).isEqualTo(2);
    assertThat(alerts.err()).contains("for alerts ask a server");
  }

  @Test
  void saysWhatIsMissingOrCut() {
    Ran missing = Ran.of("scan", "SELECT * FROM logs", folder.resolve("none.log"));
    assertThat(missing.code()).isEqualTo(1);
    assertThat(missing.err()).contains("none.log: there is no such file");
    Ran cut =
        Ran.of("scan", "SELECT message FROM logs", app, "--max-rows", 10, "--format", "ndjson");
    assertThat(cut.code()).isEqualTo(3);
    assertThat(cut.err()).contains("PARTIAL ANSWER").contains("cut at max_rows");
    assertThat(rows(cut).lines()).hasSize(10);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ndjson", "json", "csv", "table", "text"})
  void saysThatItsAnswerCouldNotBeWritten(String format) {
    Ran full = Ran.withRoomFor(5, "scan", "SELECT message FROM logs", app, "--format", format);
    assertThat(full.code()).isEqualTo(1);
    assertThat(full.err())
        .contains("standard output: the answer could not be written")
        .doesNotContain("complete");
  }

  @Test
  void followsWhatIsWritten() throws Exception {
    Thread writer =
        Thread.ofVirtual()
            .start(() -> {
              try {
                while (!Thread.interrupted()) {
                  Thread.sleep(20); // the command reads what is written once it has begun
                  Files.writeString(
                      app,
                      "{\"timestamp\":\"2030-01-01T00:00:00Z\",\"level\":\"ERROR\",\"message\":\"new\"}\n",
                      java.nio.file.StandardOpenOption.APPEND);
                }
              } catch (IOException | InterruptedException e) {
                // the test has ended
              }
            });
    Ran ran =
        Ran.of(
            "scan",
            "SELECT message FROM logs WHERE level = ERROR LIMIT 2 FOLLOW",
            app,
            "--format",
            "ndjson");
    writer.interrupt();
    writer.join();
    assertThat(rows(ran)).isEqualTo("{\"message\":\"new\"}\n{\"message\":\"new\"}");
  }

  @ParameterizedTest
  @CsvSource({"Apache", "Zookeeper", "Hadoop", "HDFS", "BGL"})
  void countsRealLogsAsTheirTruthSays(String system) throws IOException {
    Path data =
        Path.of(System.getProperty("rearview.root", ".")).resolve("../shared/data").normalize();
    Path lines = data.resolve("loghub/" + system + "/lines.log");
    assumeThat(lines).as("real logs stand beside the project: " + data).exists();
    Ran all = Ran.of("scan", "SELECT count(*) FROM logs", lines, "--format", "csv", "--threads", 1);
    assertThat(all.out()).isEqualTo("count(*)\r\n2000\r\n");
    Ran levels =
        Ran.of(
            "scan",
            "SELECT level_text, count(*) FROM logs GROUP BY level_text",
            lines,
            "--format",
            "csv");
    Map<String, Long> expected = levelsOf(data.resolve("loghub/" + system + "/truth.csv"));
    Map<String, Long> counted = new TreeMap<>();
    for (String line : levels.lines().subList(1, levels.lines().size())) {
      String[] cells = line.split(",");
      counted.put(cells[0].toUpperCase(java.util.Locale.ROOT), Long.valueOf(cells[1]));
    }
    assertThat(counted).isEqualTo(expected);
  }

  /** Counts of the column Level. */
  private static Map<String, Long> levelsOf(Path truth) throws IOException {
    List<String> lines = Files.readAllLines(truth);
    int column = List.of(lines.getFirst().split(",")).indexOf("Level");
    Map<String, Long> counts = new TreeMap<>();
    for (String line : lines.subList(1, lines.size())) {
      counts.merge(
          line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)")[column].toUpperCase(
              java.util.Locale.ROOT),
          1L,
          Long::sum);
    }
    return counts;
  }
}
