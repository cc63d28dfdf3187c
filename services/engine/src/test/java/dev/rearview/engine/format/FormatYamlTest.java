package dev.rearview.engine.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The formats that Rearview brings are declared as a user would, and mean the same then. */
class FormatYamlTest {
  static Stream<LogFormat> declared() {
    return Formats.builtIn().all().stream().filter(format -> FormatYaml.of(format) != null);
  }

  @ParameterizedTest
  @MethodSource("declared")
  void whatIsWrittenIsReadAsTheSameFormat(LogFormat format) {
    String yaml = Objects.requireNonNull(FormatYaml.of(format));
    List<LogFormat> read = UserFormats.read(yaml, "formats.yaml");

    assertThat(read).hasSize(1);
    assertThat(FormatYaml.of(read.getFirst())).isEqualTo(yaml);
    assertThat(SampleCheck.of(read.getFirst(), Formats.builtIn().with(read))).isEmpty();
  }
}
