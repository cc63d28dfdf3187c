package dev.rearview.e2e.input;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rearview.e2e.harness.Answer;
import dev.rearview.e2e.harness.Api;
import dev.rearview.e2e.harness.Project;
import dev.rearview.e2e.harness.ServiceProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The folders of the shared logs as nodes of {@code rearview up}. */
@EnabledIf(
    value = "dataIsThere",
    disabledReason = "the shared logs are not beside the project, at ../shared/data")
class RealLogsIT {
  private static final Path DATA = Project.root().resolve("../shared/data").normalize();
  private static final Pattern BLOCK = Pattern.compile("blk_-?\\d+");
  private static final DateTimeFormatter HDFS_TIME =
      DateTimeFormatter.ofPattern("yyMMdd HHmmss", Locale.ROOT);
  private static final Map<String, String> LEVELS =
      Map.of("NOTICE", "INFO", "WARNING", "WARN", "SEVERE", "ERROR");

  @TempDir static Path folder;
  private static ServiceProcess rearview;
  private static Api api;

  static boolean dataIsThere() {
    return Files.isDirectory(DATA);
  }

  @BeforeAll
  static void start() throws IOException {
    List<String> arguments = new ArrayList<>();
    int port = ServiceProcess.freePort();
    arguments.addAll(
        List.of(
            "up", "--port", Integer.toString(port), "--data", folder.resolve("data").toString()));
    try (Stream<Path> systems = Files.list(DATA.resolve("loghub"))) {
      for (Path system : systems.filter(Files::isDirectory).sorted().toList()) {
        arguments.addAll(List.of("--node", system.getFileName() + "=" + system));
      }
    }
    arguments.addAll(List.of("--node", "blocks=" + DATA.resolve("hdfs")));
    rearview =
        ServiceProcess.start(
            "standalone", port, folder, Map.of(), arguments.toArray(String[]::new));
    rearview.awaitReady();
    api = new Api(rearview.uri());
  }

  @AfterAll
  static void stop() {
    if (rearview != null) {
      rearview.close();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "HDFS, '^\\d{6} \\d{6} \\d+ (\\w+) '",
    "Hadoop, '^\\S+ \\S+ (\\w+) '",
    "Zookeeper, '^\\S+ \\S+ - (\\w+) '",
    "BGL, '^(?:\\S+ ){8}(\\w+) '",
    "Apache, '^\\[[^]]*\\] \\[(\\w+)\\]'",
  })
  void countsOfLevelsAreThoseOfTheFile(String system, String level) throws IOException {
    Pattern pattern = Pattern.compile(level);
    Map<String, Long> expected =
        lines(DATA.resolve("loghub").resolve(system).resolve("lines.log")).stream()
            .map(line -> first(pattern, line).toUpperCase(Locale.ROOT))
            .map(word -> LEVELS.getOrDefault(word, word))
            .collect(groupingBy(Function.identity(), counting()));

    Answer answer =
        complete(
            "SELECT level, count(*) AS n FROM logs('node=%s') GROUP BY level".formatted(system));

    Map<String, Long> found = new HashMap<>();
    answer.rows().forEach(r -> found.put(r.path("level").asText(), r.path("n").asLong()));
    assertThat(found).isEqualTo(expected);
  }

  @Test
  void sessionsByBlockAreThoseOfTheFile() throws IOException {
    Map<String, Long> expected =
        lines(DATA.resolve("hdfs/lines.log.gz")).stream()
            .collect(groupingBy(line -> first(BLOCK, line), counting()));

    Answer answer =
        complete(
            "SESSIONS BY block FROM logs('node=blocks') EXTRACT '(?P<block>blk_-?\\d+)' FROM raw"
                + " GAP 3650 days LIMIT 10000");

    Map<String, Long> found = new LinkedHashMap<>();
    answer.rows().forEach(r -> found.put(r.path("key").asText(), r.path("records").asLong()));
    assertThat(found).hasSize(5781).isEqualTo(expected);
  }

  @Test
  void aRangeOfTimeHoldsTheSameLinesAsTheFile() throws IOException {
    LocalDateTime from = LocalDateTime.of(2008, 11, 10, 6, 0);
    LocalDateTime to = LocalDateTime.of(2008, 11, 10, 18, 30);
    long expected =
        lines(DATA.resolve("hdfs/lines.log.gz")).stream()
            .map(line -> LocalDateTime.parse(line.substring(0, 13), HDFS_TIME))
            .filter(time -> !time.isBefore(from) && !time.isAfter(to))
            .count();

    Answer answer =
        complete(
            "SELECT count(*) AS n, min(ts) AS first FROM logs('node=blocks')"
                + " SINCE '2008-11-10 06:00:00' UNTIL '2008-11-10 18:30:00'");

    JsonNode row = answer.rows().getFirst();
    assertThat(row.path("n").asLong()).isEqualTo(expected).isPositive();
    assertThat(row.path("first").asText())
        .startsWith(from.atOffset(ZoneOffset.UTC).toLocalDate().toString());
  }

  @Test
  void everyFolderIsANodeAndEveryLineIsFound() throws IOException {
    Answer answer = complete("SELECT node, count(*) AS n FROM logs GROUP BY node");
    Map<String, Long> found = new HashMap<>();
    answer.rows().forEach(r -> found.put(r.path("node").asText(), r.path("n").asLong()));
    assertThat(found).hasSize(9).containsEntry("blocks", 111_349L).containsEntry("HDFS", 2000L);
  }

  private static Answer complete(String statement) {
    Answer answer = api.query(statement);
    assertThat(answer.status()).as("%s: %s", statement, answer.problem()).isEqualTo(200);
    assertThat(answer.complete()).as("%s: %s", statement, answer.report()).isTrue();
    return answer;
  }

  private static String first(Pattern pattern, String line) {
    Matcher matcher = pattern.matcher(line);
    assertThat(matcher.find()).as(line).isTrue();
    return matcher.groupCount() == 0 ? matcher.group() : matcher.group(1);
  }

  private static List<String> lines(Path file) throws IOException {
    try (var in = Files.newInputStream(file);
        var plain = file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
        var reader =
            new BufferedReader(new InputStreamReader(plain, StandardCharsets.ISO_8859_1))) {
      return reader.lines().filter(line -> !line.isEmpty()).toList();
    }
  }
}
