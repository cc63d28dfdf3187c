package dev.rearview.engine.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class GreedyLineTest {
  private static final TimeContext TIMES =
      TimeContext.utc(Clock.fixed(SampleCheck.NOW, ZoneOffset.UTC));
  private static final int MUTATIONS = Boolean.getBoolean("rearview.long") ? 5_000 : 200;

  private static Stream<PatternFormat> patterns() {
    return LineShapeTest.patterns();
  }

  /** What it says is what the platform's matcher says; it may only not know. */
  private static int compare(Pattern expected, LinePattern pattern, String line) {
    GreedyLine greedy = pattern.greedy();
    if (greedy == null) {
      return GreedyLine.UNKNOWN;
    }
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    GreedyLine.Walk walk = greedy.new Walk();
    int end = walk.over(bytes, 0, bytes.length);
    if (end == GreedyLine.UNKNOWN) {
      return end;
    }
    Matcher matcher = expected.matcher(line);
    assertThat(end)
        .as("%s on %s", expected, line)
        .isEqualTo(matcher.lookingAt() ? matcher.end() : -1);
    for (Map.Entry<String, Integer> group : pattern.groups().entrySet()) {
      if (end >= 0) {
        assertThat(walk.start(group.getValue()))
            .as("%s of %s on %s", group.getKey(), expected, line)
            .isEqualTo(matcher.start(group.getValue()));
        assertThat(walk.end(group.getValue())).isEqualTo(matcher.end(group.getValue()));
      }
    }
    return end;
  }

  @ParameterizedTest
  @MethodSource("patterns")
  void saysWhatThePlatformSaysOfLinesOfEveryFormat(PatternFormat format) {
    Random random = new Random(format.name().hashCode());
    for (LinePattern pattern : format.startPatterns()) {
      Pattern expected = Pattern.compile(pattern.text(), Pattern.DOTALL);
      for (FormatSample sample : format.samples()) {
        for (int i = 0; i < MUTATIONS; i++) {
          String line = LineShapeTest.mutated(sample.line(), random);
          if (line.chars().allMatch(c -> c < 128)) {
            compare(expected, pattern, line);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      value = {
        "(?<a>\\S+) (?<b>[^ ]*) x # one two x # true",
        "(?<a>[a-z]+)(?<b>[a-z]) # abc # false",
        "(?<a>[a-z]+)(?<b>[0-9])? # abc # true",
        "(?:(?<a>ab)|(?<b>ac))d # acd # true",
        "(?:(?<a>ab)|(?<b>ac))d # abx # false",
        "(?:(?<a>ab)|(?<b>xc))d # xcd # true",
        "(?:(?<a>ab)|(?<b>xc))d # xyd # true",
        "(?: (?<a>\\d+;))?(?<b>.*) # ` 12;z` # true",
        "(?: (?<a>\\d+);)?(?<b>.*) # ` 12` # true",
        "(?<a>\\d{2,4})(?<b>\\d) # 12345 # true",
        "(?<a>\\d{2,4})(?<b>\\d) # 1234 # false",
        "(?<a>(?:x[0-9])*)x # x1x2x # true",
        "(?<a>(?:y[0-9])*)x # y1y2x # true",
        "(?<a>.*) # anything # true",
        "(?i:(?<a>INFO|WARN)) # Warn # true",
        "(?<a>x+?)y # xy # false",
        "(?<a>x)\\b # x # true",
        "(?<a>x)\\b # xy # true",
        "(?<a>x\\b.)y # x-y # true",
        "(?<a>\\bx) # x # true",
        "(?<a>[\\d-]+)\\b # 12- # false",
        "(?<a>[\\d-]+)\\b # 12 # true",
        "(?<a>\\d(?:\\d\\d)?)\\b # 123x # false",
        "(?:(?<a>\\bx)|(?<b>\\b))(?<c>.*) # ;x # true",
        "(?<a>x)\\B # xy # false",
        "(?:(?<a>x);)* # x;x; # false",
      })
  void knowsOnlyWhatIsSure(String text, String line, boolean knows) {
    LinePattern pattern = LinePattern.trusted(text);
    int end = compare(Pattern.compile(text, Pattern.DOTALL), pattern, line);
    assertThat(end != GreedyLine.UNKNOWN).isEqualTo(knows);
  }

  /** The time that a record begins with is the record's. */
  @ParameterizedTest
  @MethodSource("patterns")
  void aRecordsLeadingTimeIsItsTime(PatternFormat format) {
    LeadingTime leading = format.leadingTime();
    Random random = new Random(format.name().hashCode());
    for (FormatSample sample : format.samples()) {
      for (int i = 0; leading != null && i < MUTATIONS; i++) {
        String line = i == 0 ? sample.line() : LineShapeTest.mutated(sample.line(), random);
        byte[] bytes = ("# " + line + "\n").getBytes(StandardCharsets.UTF_8);
        EventTime time = leading.of(bytes, 2, bytes.length - 1, TIMES);
        ParsedLine parsed = format.parse(line, TIMES);
        if (time != null && parsed != null) {
          assertThat(time).as(line).isEqualTo(parsed.time());
        }
      }
    }
  }

  @Test
  void readsLeadingTimesOfAccessLogs() {
    LeadingTime leading = WebFormats.ACCESS.leadingTime();
    Map<String, String> lines = new LinkedHashMap<>();
    lines.put("10.0.0.1 - - [15/Jan/2024:15:47:23 +0000] \"GET / HTTP/1.1\" 200 5", "15:47:23Z");
    lines.put("10.0.0.1 - é [15/Jan/2024:15:47:23 +0000] \"GET / HTTP/1.1\" 200 5", "null");
    lines.put("10.0.0.1 - - [15/Jan/2024:15:47:23 +0000] cut", "15:47:23Z");
    lines.put("10.0.0.1 - - [15/Jan/2024:15:47:23 +0100] \"x", "14:47:23Z");
    lines.put("10.0.0.1 - - [15/Jan/2024:15:47:2", "null");
    lines.put("shop 10.0.0.1 - - [15/Jan/2024:15:47:24 +0000] \"GET", "15:47:24Z");
    lines.put("10.0.0.1 - - [35/Jan/2024:15:47:23 +0000] \"GET", "null");
    lines.forEach((line, expected) -> {
      byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
      EventTime time = leading.of(bytes, 0, bytes.length, TIMES);
      assertThat(
              time == null
                  ? "null"
                  : java.time.Instant.ofEpochSecond(0, time.nanos()).toString().substring(11))
          .as(line)
          .isEqualTo(expected);
    });
  }
}
