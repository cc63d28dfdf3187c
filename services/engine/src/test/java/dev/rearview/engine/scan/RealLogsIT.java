package dev.rearview.engine.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rearview.engine.SharedData;
import dev.rearview.engine.record.BuiltIn;
import dev.rearview.engine.record.Field;
import dev.rearview.model.Level;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads the real logs and compares with their truth, and with what a few lines of code count. */
class RealLogsIT {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2024-01-15T15:55:00Z"), ZoneOffset.UTC);

  @ParameterizedTest
  @ValueSource(
      strings = {"HDFS", "Hadoop", "Zookeeper", "BGL", "HPC", "Linux", "Apache", "OpenSSH"})
  void messagesAreTheTruthsContent(String system) throws IOException {
    List<FileRecord> records = read(SharedData.lines(system), null);
    List<Map<String, String>> truth = SharedData.truth(system);

    assertThat(records).hasSameSizeAs(truth);
    List<String> different = new ArrayList<>();
    for (int i = 0; i < truth.size(); i++) {
      String message = String.valueOf(records.get(i).message());
      if (!message.equals(truth.get(i).get("Content"))) {
        different.add((i + 1) + ": " + message + " ≠ " + truth.get(i).get("Content"));
      }
    }
    assertThat(different).hasSizeLessThanOrEqualTo(truth.size() / 100);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"HDFS", "Hadoop", "Zookeeper", "BGL", "HPC", "Linux", "Apache", "OpenSSH"})
  void timesAreTheTruths(String system) throws IOException {
    Integer year = system.equals("Linux") ? Integer.valueOf(2005) : null;
    List<FileRecord> records = read(SharedData.lines(system), year);
    List<Map<String, String>> truth = SharedData.truth(system);

    for (int i = 0; i < truth.size(); i++) {
      assertThat(records.get(i).ts())
          .as("line %d of %s", i + 1, system)
          .isEqualTo(time(system, truth.get(i)));
    }
  }

  private static Instant time(String system, Map<String, String> row) {
    return switch (system) {
      case "HDFS" ->
          local("yyMMdd HHmmss", "%06d %s".formatted(Integer.parseInt(row.get("Date")), pad(row)));
      case "Hadoop", "Zookeeper" ->
          local("yyyy-MM-dd HH:mm:ss,SSS", row.get("Date") + " " + row.get("Time"));
      case "BGL" ->
          Instant.ofEpochSecond(Long.parseLong(row.get("Timestamp")))
              .plusNanos(1_000L * Integer.parseInt(row.get("Time").substring(20)));
      case "HPC" -> Instant.ofEpochSecond(Long.parseLong(row.get("Time")));
      case "Linux" -> syslog("2005", row.get("Month"), row.get("Date"), row.get("Time"));
      case "OpenSSH" -> syslog("2023", row.get("Date"), row.get("Day"), row.get("Time"));
      case "Apache" -> local("EEE MMM dd HH:mm:ss yyyy", row.get("Time"));
      default -> throw new AssertionError(system);
    };
  }

  private static String pad(Map<String, String> row) {
    return "%06d".formatted(Integer.parseInt(row.get("Time")));
  }

  private static Instant syslog(String year, String month, String day, String time) {
    return local("yyyy MMM d HH:mm:ss", "%s %s %s %s".formatted(year, month, day, time));
  }

  private static Instant local(String pattern, String text) {
    return LocalDateTime.parse(text, DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH))
        .toInstant(ZoneOffset.UTC);
  }

  @ParameterizedTest
  @ValueSource(strings = {"HDFS", "Hadoop", "Zookeeper", "BGL", "Apache"})
  void levelsAreTheTruths(String system) throws IOException {
    List<FileRecord> records = read(SharedData.lines(system), null);
    List<Map<String, String>> truth = SharedData.truth(system);

    for (int i = 0; i < truth.size(); i++) {
      String written = truth.get(i).get("Level");
      assertThat(String.valueOf(records.get(i).level()))
          .as("line %d of %s", i + 1, system)
          .isEqualTo(levelOf(written));
      assertThat(records.get(i).get(Field.of(BuiltIn.LEVEL_TEXT))).isEqualTo(written);
    }
  }

  private static String levelOf(String written) {
    return switch (written.toLowerCase(Locale.ROOT)) {
      case "notice" -> Level.INFO.name();
      case "warning" -> Level.WARN.name();
      case "severe" -> Level.ERROR.name();
      default -> written.toUpperCase(Locale.ROOT);
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"HPC", "Linux", "OpenSSH"})
  void theOthersHaveNoLevel(String system) throws IOException {
    assertThat(read(SharedData.lines(system), null))
        .extracting(FileRecord::level)
        .containsOnlyNulls();
  }

  @Test
  void theOriginalLevelIsKept() throws IOException {
    assertThat(read(SharedData.lines("Apache"), null).getFirst().get(Field.of(BuiltIn.LEVEL_TEXT)))
        .isEqualTo("notice");
  }

  @Test
  void aCompressedLogIsReadWhole() throws IOException {
    Path file = SharedData.folder().resolve("hdfs/lines.log.gz");
    Map<String, Integer> expected = new TreeMap<>();
    long lines = 0;
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines++;
        expected.merge(line.split(" ")[3], 1, Integer::sum);
      }
    }
    Map<String, Integer> counted = new TreeMap<>();
    ScanCounters counters = new ScanCounters();
    long records = 0;
    try (StreamReader reader = reader(file, null, counters)) {
      for (FileRecord record = reader.next(); record != null; record = reader.next()) {
        records++;
        counted.merge(String.valueOf(record.level()), 1, Integer::sum);
      }
    }
    assertThat(records).isEqualTo(lines);
    assertThat(counted).isEqualTo(expected);
    assertThat(counters.snapshot().unreadable()).isEmpty();
  }

  private static List<FileRecord> read(Path file, Integer year) {
    List<FileRecord> records = new ArrayList<>();
    try (StreamReader reader = reader(file, year, new ScanCounters())) {
      for (FileRecord record = reader.next(); record != null; record = reader.next()) {
        records.add(record);
      }
    }
    return records;
  }

  private static StreamReader reader(Path file, Integer year, ScanCounters counters) {
    ScanRoot root = new ScanRoot("n", file, List.of(), ZoneOffset.UTC, year);
    LogStream stream =
        new LogFiles(List.of(root), ScanLimits.DEFAULT).discover().streams().getFirst();
    return new StreamReader(stream, ScanRange.ALL, ReadSettings.of(CLOCK), counters);
  }
}
