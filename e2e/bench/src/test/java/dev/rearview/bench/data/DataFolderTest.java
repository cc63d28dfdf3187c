package dev.rearview.bench.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  private static final int SIZE = 2_000_000;
  private static final int RECORDS = 20_000;

  @TempDir Path first;
  @TempDir Path second;

  @Test
  void theSameLogsAreMadeEveryTime() throws Exception {
    DataFolder one = folder(first);
    DataFolder other = folder(second);
    assertThat(one.access()).hasSameBinaryContentAs(other.access());
    assertThat(one.json()).hasSameBinaryContentAs(other.json());
    assertThat(one.mixed()).hasSameBinaryContentAs(other.mixed());
    assertThat(one.sequences()).hasSameBinaryContentAs(other.sequences());
    assertThat(Files.size(one.access())).isBetween((long) SIZE, SIZE + 1_000L);
  }

  @Test
  void literalsArePlantedAsOftenAsIsSaid() throws Exception {
    List<String> lines = Files.readAllLines(folder(first).access());
    assertThat(share(lines, Pattern.quote(AccessLog.FREQUENT)))
        .isCloseTo(0.43, Percentage.withPercentage(5));
    assertThat(share(lines, AccessLog.COMMON)).isCloseTo(0.07, Percentage.withPercentage(10));
    assertThat(share(lines, "(?i)" + AccessLog.IGNORING_CASE)).isBetween(0.010, 0.020);
    assertThat(share(lines, AccessLog.WITHOUT_LITERAL)).isBetween(0.004, 0.012);
    assertThat(share(lines, AccessLog.WITH_LITERAL)).isBetween(0.002, 0.009);
  }

  @Test
  void asManySequencesAreUnconfirmedAsIsSaid() throws Exception {
    Map<String, String> steps = new HashMap<>();
    for (String line : Files.readAllLines(folder(first).sequences())) {
      JsonNode record = new ObjectMapper().readTree(line);
      String action = record.get("action").asText();
      if (action.matches("login_failed|password_changed|mfa_ok")) {
        steps.merge(record.get("user").asText(), action.substring(0, 1), String::concat);
      }
    }
    assertThat(steps.values().stream().filter(s -> s.endsWith("lp")).count())
        .isEqualTo(SequenceLog.planted(RECORDS))
        .isEqualTo(10);
  }

  @Test
  void eachSessionHasAHundredRecordsOnFourNodes() throws Exception {
    Map<String, Integer> records = new HashMap<>();
    List<Path> nodes = folder(first).sessions();
    for (Path node : nodes) {
      for (String line : Files.readAllLines(node)) {
        records.merge(line.replaceAll(".*\"session_id\":\"([^\"]+)\".*", "$1"), 1, Integer::sum);
      }
    }
    assertThat(nodes).hasSize(4);
    assertThat(records).hasSize((int) SessionLog.sessions(RECORDS)).hasSize(200);
    assertThat(records.values()).containsOnly(100);
  }

  private static DataFolder folder(Path path) {
    return new DataFolder(path, SIZE, RECORDS, said -> {});
  }

  private static double share(List<String> lines, String pattern) {
    Pattern compiled = Pattern.compile(pattern);
    return (double) lines.stream().filter(line -> compiled.matcher(line).find()).count()
        / lines.size();
  }
}
