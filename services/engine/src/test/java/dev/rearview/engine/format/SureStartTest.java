package dev.rearview.engine.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SureStartTest {
  private static final TimeContext TIMES =
      TimeContext.utc(Clock.fixed(SampleCheck.NOW, ZoneOffset.UTC));
  private static final TimeContext BERLIN =
      new TimeContext(
          ZoneId.of("Europe/Berlin"), null, Clock.fixed(SampleCheck.NOW, ZoneOffset.UTC));
  private static final int LINES = Boolean.getBoolean("rearview.long") ? 50_000 : 1_500;

  private static java.util.stream.Stream<PatternFormat> patterns() {
    return LineShapeTest.patterns();
  }

  private static EventTime time(SureStart start, String line, TimeContext times) {
    byte[] bytes = ("# " + line + "\n").getBytes(StandardCharsets.UTF_8);
    return start.time(bytes, 2, bytes.length - 1, times);
  }

  /** Of lines in any order, also of such as differ by some digits only. */
  @ParameterizedTest
  @MethodSource("patterns")
  void saysTheTimeThatTheWholeLineSays(PatternFormat format) {
    SureStart start = SureStart.of(format);
    Random random = new Random(format.name().hashCode());
    String line = "";
    for (int i = 0; start != null && i < LINES; i++) {
      String sample = format.samples().get(random.nextInt(format.samples().size())).line();
      String first = sample.lines().findFirst().orElse("");
      line =
          switch (random.nextInt(8)) {
            case 0 -> first;
            case 1 -> LineShapeTest.mutated(first, random);
            case 2 -> first + " é";
            default -> otherDigits(line.isEmpty() ? first : line, random);
          };
      TimeContext times = random.nextInt(10) == 0 ? BERLIN : TIMES;
      EventTime told = time(start, line, times);
      if (told != null) {
        assertThat(told)
            .as(line)
            .isEqualTo(Objects.requireNonNull(format.parse(line, times)).time());
      }
    }
  }

  private static String otherDigits(String line, Random random) {
    StringBuilder out = new StringBuilder(line);
    for (int i = 0; i < 4; i++) {
      int at = random.nextInt(Math.min(out.length(), 45));
      if (Character.isDigit(out.charAt(at))) {
        out.setCharAt(at, (char) ('0' + random.nextInt(10)));
      }
    }
    return out.toString();
  }

  @Test
  void tellsLinesThatDifferBySecondsOnly() {
    SureStart start = Objects.requireNonNull(SureStart.of(JavaFormats.LOG4J));
    String rest = " INFO [main] o.a.Client: é";
    assertThat(told(start, "2024-01-15 15:47:23,120" + rest)).isEqualTo("2024-01-15T15:47:23.120Z");
    assertThat(told(start, "2024-01-15 15:47:24,009" + rest)).isEqualTo("2024-01-15T15:47:24.009Z");
    assertThat(told(start, "2024-01-15 15:47:59.999" + rest)).isEqualTo("2024-01-15T15:47:59.999Z");
    assertThat(told(start, "2024-01-15 15:47:60.001" + rest))
        .isEqualTo("2024-01-15T15:47:59.999999999Z");
    assertThat(told(start, "2024-01-15 15:47:61.001" + rest)).isEqualTo("null");
    assertThat(told(start, "2024-01-15 15:48:01.001" + rest)).isEqualTo("2024-01-15T15:48:01.001Z");
    assertThat(told(start, "2024-01-15 15:48:02.001x" + rest)).isEqualTo("null");
    assertThat(told(start, "2024-01-15 15:48:02.001 INFO main")).isEqualTo("null");
  }

  private static String told(SureStart start, String line) {
    EventTime time = time(start, line, TIMES);
    return time == null ? "null" : Instant.ofEpochSecond(0, time.nanos()).toString();
  }
}
