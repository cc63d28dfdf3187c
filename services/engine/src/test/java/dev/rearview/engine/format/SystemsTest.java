package dev.rearview.engine.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rearview.engine.record.Times;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Time, level and message of logs as eight further systems write them, with one configuration. */
class SystemsTest {
  private static final TimeContext TIMES =
      TimeContext.utc(Clock.fixed(SampleCheck.NOW, ZoneOffset.UTC));

  private static List<String[]> rows(String system) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            SystemsTest.class.getResourceAsStream("systems/" + system + ".tsv"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .skip(1)
          .map(line -> line.split("\t", 4))
          .toList();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "android,android",
    "healthapp,healthapp",
    "mac,syslog",
    "openstack,openstack",
    "proxifier,proxifier",
    "spark,spark",
    "thunderbird,thunderbird",
    "windows,windows_cbs"
  })
  void timeLevelAndMessageAreRight(String system, String format) throws IOException {
    List<String[]> rows = rows(system);
    LogFormat detected = Formats.builtIn().detect(rows.stream().map(row -> row[3]).toList(), TIMES);
    assertThat(detected.name()).isEqualTo(format);

    List<String> wrong = new ArrayList<>();
    for (String[] row : rows) {
      LogFormat found = Formats.builtIn().find(row[3], TIMES);
      ParsedLine line = detected.parse(row[3], TIMES);
      String read =
          line == null || line.time() == null || found == null || !found.name().equals(format)
              ? "not of the format"
              : "%s\t%s\t%s"
                  .formatted(
                      Times.instant(line.time().nanos()),
                      line.level() == null ? "-" : line.level(),
                      line.message());
      if (!read.equals("%s\t%s\t%s".formatted(row[0], row[1], row[2]))) {
        wrong.add(row[3] + " → " + read);
      }
    }
    assertThat(rows).hasSizeGreaterThanOrEqualTo(20);
    assertThat(wrong).isEmpty();
  }
}
