package dev.rearview.engine.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rearview.engine.record.Field;
import dev.rearview.engine.record.Times;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FormatsTest {
  private static final TimeContext TIMES =
      TimeContext.utc(Clock.fixed(Instant.parse("2024-01-15T15:55:00Z"), ZoneOffset.UTC));

  static Stream<Arguments> samples() {
    return Formats.builtIn().all().stream()
        .flatMap(format -> format.samples().stream().map(s -> Arguments.of(format.name(), s)));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void eachSampleYieldsWhatItsFormatSays(String name, FormatSample sample) {
    ParsedLine line = format(name).parse(sample.line(), TIMES);

    assertThat(line).isNotNull();
    assertThat(line.time() == null ? null : Times.instant(line.time().nanos()))
        .isEqualTo(sample.time() == null ? null : Instant.parse(sample.time()));
    assertThat(line.level() == null ? null : line.level().name()).isEqualTo(sample.level());
    assertThat(line.message()).isEqualTo(sample.message());
    sample
        .fields()
        .forEach(
            (field, value) -> assertThat(line.fields().get(Field.named(field))).isEqualTo(value));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aFileOfSamplesIsDetected(String name, FormatSample sample) {
    assertThat(Formats.builtIn().detect(file(format(name), sample, 5), TIMES).name())
        .isEqualTo(name);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void theFirstLineOfASampleStartsARecord(String name, FormatSample sample) {
    LogFormat format = Formats.builtIn().detect(file(format(name), sample, 5), TIMES);
    String first = sample.line().lines().findFirst().orElseThrow();
    byte[] bytes = ("x" + first + "x").getBytes(StandardCharsets.UTF_8);

    assertThat(format.mayStart(first)).isTrue();
    assertThat(format.mayStart(bytes, 1, bytes.length - 1)).isTrue();
    assertThat(format.starts(first, TIMES)).isTrue();
    assertThat(first).matches(line -> !Continuation.isFrame(line));
  }

  private static LogFormat format(String name) {
    return Formats.builtIn().all().stream()
        .filter(f -> f.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** A file of copies of a sample, as its format would write it. */
  private static List<String> file(LogFormat format, FormatSample sample, int copies) {
    List<String> lines = new ArrayList<>();
    if (format instanceof TableFormat table) {
      lines.add(table.header());
    }
    for (int i = 0; i < copies; i++) {
      sample.line().lines().forEach(lines::add);
    }
    return lines;
  }

  @ParameterizedTest
  @MethodSource("samples")
  void everyFormatHasASampleAndADescription(String name, FormatSample sample) {
    assertThat(Formats.builtIn().all())
        .allSatisfy(format -> assertThat(format.samples()).isNotEmpty())
        .allSatisfy(format -> assertThat(format.description()).isNotBlank());
  }
}
