package dev.rearview.engine.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LineShapeTest {
  private static final TimeContext TIMES =
      TimeContext.utc(Clock.fixed(SampleCheck.NOW, ZoneOffset.UTC));
  private static final int MUTATIONS = Boolean.getBoolean("rearview.long") ? 5_000 : 150;

  static Stream<PatternFormat> patterns() {
    return Formats.builtIn().all().stream()
        .filter(PatternFormat.class::isInstance)
        .map(PatternFormat.class::cast);
  }

  static String mutated(String line, Random random) {
    StringBuilder out = new StringBuilder(line);
    for (int i = random.nextInt(3); i >= 0 && !out.isEmpty(); i--) {
      int at = random.nextInt(Math.min(out.length(), 80));
      char other = "09 az AZ[]()<>:;,.-|\"\\\té=".charAt(random.nextInt(25));
      switch (random.nextInt(3)) {
        case 0 -> out.setCharAt(at, other);
        case 1 -> out.insert(at, other);
        default -> out.deleteCharAt(at);
      }
    }
    return out.toString();
  }

  /** The bytes tell no line away that is of a format, and both matchers say the same of it. */
  @ParameterizedTest
  @MethodSource("patterns")
  void noLineOfAFormatIsToldAway(PatternFormat format) {
    Random random = new Random(format.name().hashCode());
    LogFormat linear =
        UserFormats.read(Objects.requireNonNull(FormatYaml.of(format)), "f.yaml").getFirst();
    for (FormatSample sample : format.samples()) {
      for (int i = 0; i < MUTATIONS; i++) {
        String line = mutated(sample.line(), random);
        String first = line.lines().findFirst().orElse("");
        byte[] bytes = first.getBytes(StandardCharsets.UTF_8);
        if (format.starts(first, TIMES)) {
          assertThat(format.mayStart(first)).as(first).isTrue();
          assertThat(format.mayStart(bytes, 0, bytes.length)).as(first).isTrue();
          assertThat(Formats.builtIn().find(first, TIMES)).as(first).isNotNull();
          assertThat(Formats.builtIn().find(bytes, 0, bytes.length, TIMES))
              .isSameAs(Formats.builtIn().find(first, TIMES));
        }
        assertThat(linear.starts(first, TIMES)).as(first).isEqualTo(format.starts(first, TIMES));
        same(linear.parse(line, TIMES), format.parse(line, TIMES), line);
      }
    }
  }

  private static void same(ParsedLine one, ParsedLine other, String line) {
    assertThat(one == null).as(line).isEqualTo(other == null);
    if (one != null && other != null) {
      assertThat(List.of(String.valueOf(one.time()), String.valueOf(one.level())))
          .as(line)
          .isEqualTo(List.of(String.valueOf(other.time()), String.valueOf(other.level())));
      assertThat(one.message()).as(line).isEqualTo(other.message());
      assertThat(one.fields().names()).as(line).isEqualTo(other.fields().names());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "\\d{4}-\\d\\d x#2024-01 x#2024-1 x",
        "(?:a|b)c?d#ad#ae",
        "\\[?\\w+\\]? z#[ab] z#(ab z",
        "(?i:abc)\\.#aBC.#aBD.",
        "[^ a]b#xb#ab",
        "[]x]y#]y#zy",
        "a{2,3}b#aaab#ab",
        "(?P<n>ab){2}c#ababc#abc",
        "x*y#xxy#z",
        "\\S+ \\d#é 1#é x"
      })
  void aShapeTellsWhatItsPatternCannotMatch(String pattern, String yes, String no) {
    LineShape shape = new LineShape(LineShapeReader.steps(Part.of(pattern)));
    assertThat(shape.matches(yes)).isTrue();
    assertThat(shape.matches(no)).isFalse();
    byte[] bytes = no.getBytes(StandardCharsets.UTF_8);
    assertThat(shape.matches(bytes, 0, bytes.length)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {"\\pL", "(?=a)b", "[[:alpha:]]", "(a", "a|b\\C", ".x", "(?:a*)*"})
  void whatIsNotKnownTellsNothingAway(String pattern) {
    LineShape shape = new LineShape(LineShapeReader.steps(Part.of(pattern)));
    assertThat(shape.matches("b")).isTrue();
  }
}
