package dev.rearview.engine.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecordStartsTest {
  private static final TimeContext TIMES =
      TimeContext.utc(Clock.fixed(SampleCheck.NOW, ZoneOffset.UTC));
  private static final Formats FORMATS = Formats.builtIn();
  private static final int LINES = Boolean.getBoolean("rearview.long") ? 100_000 : 500;
  private static final List<String> SAMPLES =
      Stream.concat(
              FORMATS.all().stream()
                  .flatMap(format -> format.samples().stream())
                  .map(FormatSample::line),
              Stream.of("dev.shop.Refused: no", "Caused by: x", "Jan", "2024", "x=1 y=2", "ends"))
          .flatMap(String::lines)
          .filter(line -> !line.isBlank())
          .toList();

  private static Stream<PatternFormat> granted() {
    return LineShapeTest.patterns().filter(LogFormat::isMultiLine);
  }

  /** What it says, and what trying every format says, of lines of all formats in any order. */
  @ParameterizedTest
  @MethodSource("granted")
  void saysNothingElseThanEveryFormatTogether(PatternFormat granted) {
    Random random = new Random(granted.name().hashCode());
    RecordStarts starts = new RecordStarts(FORMATS, TIMES);
    for (int i = 0; i < LINES; i++) {
      String sample = SAMPLES.get(random.nextInt(SAMPLES.size()));
      String line = random.nextInt(3) == 0 ? sample : LineShapeTest.mutated(sample, random);
      byte[] bytes = ("# " + line + "\n").getBytes(StandardCharsets.UTF_8);
      if (bytes.length > 3) {
        LogFormat other = FORMATS.find(line, TIMES);
        boolean timed = other != null && hasTime(other, line);
        if (starts.begins(granted, bytes, 2, bytes.length - 1)) {
          assertThat(isOf(granted, line) || timed).as(line).isTrue();
        }
        if (timed) {
          starts.met(other, bytes[2]);
        }
      }
    }
  }

  private static boolean isOf(LogFormat format, String line) {
    return format.mayStart(line) && format.starts(line, TIMES);
  }

  private static boolean hasTime(LogFormat format, String line) {
    ParsedLine parsed = format.readsWholeRecord() ? null : format.parse(line, TIMES);
    return parsed != null && parsed.time() != null;
  }

  private static boolean begins(RecordStarts starts, String line) {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    return starts.begins(JavaFormats.LOG4J, bytes, 0, bytes.length);
  }

  @Test
  void tellsLinesOfTheFileAndThoseThatWereMet() {
    RecordStarts starts = new RecordStarts(FORMATS, TIMES);
    String machine = "Jan 15 00:00:00 web-0 kernel[16674]: session 287 closed";
    assertThat(begins(starts, "2024-01-15 00:00:00,015 INFO  [w-3] o.a.Client - took 2 ms"))
        .isTrue();
    assertThat(begins(starts, "2024-01-15 00:00:00,015 INFO  [w-3] o.a.Client - \u00e9")).isTrue();
    assertThat(begins(starts, "2024-01-35 00:00:00,015 INFO  [w-3] o.a.Client - took")).isFalse();
    assertThat(begins(starts, machine)).isFalse();
    starts.met(SystemFormats.SYSLOG, (byte) 'J');
    assertThat(begins(starts, machine)).isTrue();
    assertThat(begins(starts, "Jan 45 00:00:00 web-0 kernel[16674]: session")).isFalse();
    assertThat(begins(starts, "Jan, what a month")).isFalse();
  }
}
