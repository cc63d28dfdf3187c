package dev.rearview.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files are as a container runtime and a kubelet would have left them. */
class LogFilesTest {
  private static final Pattern CRI =
      Pattern.compile(
          "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{9}Z (stdout|stderr) [PF] .*",
          Pattern.DOTALL);
  private static final Pattern PATH =
      Pattern.compile(
          "node-[123]/var/log/pods/shop_[a-z0-9-]+_[0-9a-f-]{36}/[a-z-]+/\\d+\\.log"
              + "(\\.\\d{8}-\\d{6}(\\.gz)?)?");

  @TempDir static Path folder;
  private static Map<String, byte[]> files = Map.of();

  @BeforeAll
  static void write() throws IOException {
    Written.write(folder, 11, Duration.ofHours(2), 0);
    files = Written.files(folder.resolve("nodes"));
  }

  @Test
  void pathsAreThoseOfKubernetes() {
    assertThat(files.keySet()).allMatch(path -> PATH.matcher(path).matches());
    assertThat(files.keySet())
        .anyMatch(path -> path.endsWith(".gz"))
        .anyMatch(path -> path.contains("/1.log"));
    assertThat(files.keySet().stream().map(path -> path.substring(0, 6)).distinct())
        .containsExactly("node-1", "node-2", "node-3");
  }

  @Test
  void everyLineIsCriAndItsTimesDoNotFall() {
    boolean partial = false;
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      String before = "";
      String text = new String(file.getValue(), StandardCharsets.UTF_8);
      assertThat(text).endsWith("\n");
      for (String line : text.substring(0, text.length() - 1).split("\n", -1)) {
        assertThat(CRI.matcher(line).matches()).as("%s: %s", file.getKey(), line).isTrue();
        String time = line.substring(0, 30);
        assertThat(time).as(file.getKey()).isGreaterThanOrEqualTo(before);
        before = time;
        partial |= line.startsWith(" stdout P ", 30);
      }
    }
    assertThat(partial).as("some line is longer than a part").isTrue();
  }

  /** Only the newest rotated piece of a file is not compressed. */
  @Test
  void rotatedPiecesAreCompressedButForTheNewest() {
    Map<String, TreeSet<String>> pieces = new TreeMap<>();
    for (String path : files.keySet()) {
      int at = path.indexOf(".log.");
      if (at > 0) {
        pieces
            .computeIfAbsent(path.substring(0, at + 4), live -> new TreeSet<>())
            .add(path.substring(at + 5));
      }
    }
    assertThat(pieces).isNotEmpty();
    pieces.forEach((live, rotated) -> {
      assertThat(files).containsKey(live);
      assertThat(rotated.last()).as(live).doesNotEndWith(".gz");
      assertThat(rotated.headSet(rotated.last())).as(live).allMatch(n -> n.endsWith(".gz"));
    });
    assertThat(files.values()).allMatch(bytes -> bytes.length <= 256 << 10);
  }

  @Test
  void theRateIsThatOfASmallShop() throws IOException {
    List<Written.Line> lines = Written.lines(folder);
    assertThat(lines.size() / 7_200.0).isBetween(8.0, 20.0);
    Instant first = lines.stream().map(Written.Line::at).min(Instant::compareTo).orElseThrow();
    assertThat(first).isBetween(Written.AT.minusSeconds(7_200), Written.AT.minusSeconds(7_190));
  }

  @Test
  void everyServiceWritesInItsFormat() throws IOException {
    Map<String, Integer> seen = new HashMap<>();
    for (Written.Line line : Written.lines(folder)) {
      for (String app : APPS) {
        if (line.of(app) && FORMATS.get(app).matcher(line.text()).find()) {
          seen.merge(app, 1, Integer::sum);
        }
      }
    }
    assertThat(seen.keySet()).isEqualTo(APPS);
    assertThat(seen.values()).allMatch(count -> count >= 20);
  }

  private static final Map<String, Pattern> FORMATS =
      Map.of(
          "web",
          Pattern.compile("^10\\.\\d+\\.\\d+\\.\\d+ - - \\[15/Jan/2024:.* HTTP/1.1\" \\d{3} \\d+"),
          "api-gateway",
          Pattern.compile("^\\{\"@timestamp\":\"2024-01-15T.*\"trace.id\""),
          "auth",
          Pattern.compile("^ts=2024-01-15T\\S+Z level=\\w+ service=auth msg=\"token accepted\""),
          "cart",
          Pattern.compile("^\\{\"level\":\"info\",\"time\":17053\\d+,.*\"state_delta\":\\{"),
          "checkout",
          Pattern.compile("^\\{\"timestamp\":\"2024-01-15T.*\"latency_ms\":\\d+"),
          "payment",
          Pattern.compile(
              "^2024-01-15 \\d\\d:\\d\\d:\\d\\d,\\d{3} INFO  \\[http-\\d] PaymentService - "),
          "inventory",
          Pattern.compile("^\tat shop\\.inventory\\.InventoryRepository"),
          "catalog",
          Pattern.compile("^2024-01-15T\\S+Z INFO search for \\w+ took \\d+ms"),
          "postgres",
          Pattern.compile("^2024-01-15 \\d\\d:\\d\\d:\\d\\d\\.\\d{3} UTC \\[\\d+] LOG:  "));

  private static final Set<String> APPS = FORMATS.keySet();
}
