package dev.rearview.engine.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rearview.engine.record.Field;
import dev.rearview.engine.record.Times;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
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
    LogFormat format =
        Formats.builtIn().all().stream()
            .filter(f -> f.name().equals(name))
            .findFirst()
            .orElseThrow();
    ParsedLine line = format.parse(sample.line(), TIMES);

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
    assertThat(Formats.builtIn().detect(Collections.nCopies(5, sample.line()), TIMES).name())
        .isEqualTo(name);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void everyFormatHasASampleAndADescription(String name, FormatSample sample) {
    assertThat(Formats.builtIn().all())
        .allSatisfy(format -> assertThat(format.samples()).isNotEmpty())
        .allSatisfy(format -> assertThat(format.description()).isNotBlank());
  }
}
