package dev.rearview.engine.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rearview.model.Level;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonDialectTest {
  private static final TimeContext TIMES =
      TimeContext.utc(Clock.fixed(SampleCheck.NOW, ZoneOffset.UTC));

  @ParameterizedTest
  @CsvSource({
    "TENS,10,TRACE",
    "TENS,35,INFO",
    "TENS,60,FATAL",
    "TENS,9,",
    "TENS,70,",
    "SYSLOG,0,FATAL",
    "SYSLOG,3,ERROR",
    "SYSLOG,5,INFO",
    "SYSLOG,7,DEBUG",
    "SYSLOG,8,",
    "OPENTELEMETRY,1,TRACE",
    "OPENTELEMETRY,12,INFO",
    "OPENTELEMETRY,24,FATAL",
    "OPENTELEMETRY,0,",
    "OPENTELEMETRY,25,"
  })
  void numbersMeanLevels(LevelNumbers numbers, long number, Level expected) {
    assertThat(numbers.of(number)).isEqualTo(expected);
  }

  @Test
  void aLevelMayBeANumberAsTextOrMissing() {
    JsonDialect clef = JsonFormats.CLEF.dialect();
    assertThat(clef.level(null)).isEqualTo(Level.INFO);
    assertThat(clef.level("Verbose")).isEqualTo(Level.TRACE);
    assertThat(JsonServiceFormats.JOURNALD.dialect().level("3")).isEqualTo(Level.ERROR);
    assertThat(JsonServiceFormats.MONGODB.dialect().level("D2")).isEqualTo(Level.DEBUG);
    assertThat(JsonDialect.GENERIC.level(2.5)).isNull();
    assertThat(JsonDialect.GENERIC.level("")).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "a {B} {{c}} {@D,-10}#a 1 {c} [2]",
        "{Missing} {B#{Missing} {B",
        "{B:000}{B:x}#0011",
        "{} }} {$B}#{} } 1",
        "plain#plain"
      })
  void templatesAreFilled(String template, String expected) {
    Map<String, Object> values = new HashMap<>(Map.of("B", 1L, "D", List.of(2L)));
    assertThat(MessageTemplates.fill(template, values::get, List.of("001"))).isEqualTo(expected);
  }

  @Test
  void aListOfBytesIsAMessageAndAnyOtherListIsShown() {
    assertThat(
            message(
                "{\"__CURSOR\":\"x\",\"__REALTIME_TIMESTAMP\":\"1\",\"MESSAGE\":[104,195,182]}"))
        .isEqualTo("hö");
    assertThat(message("{\"message\":[1,\"a\"]}")).isEqualTo("[1,\"a\"]");
    assertThat(message("{\"message\":{\"a\":1}}")).isEqualTo("{\"a\":1}");
    assertThat(message("{\"message\":7}")).isEqualTo("7");
  }

  private static String message(String line) {
    ParsedLine parsed = JsonFormats.of(line).parse(line, TIMES);
    return parsed == null ? null : parsed.message();
  }

  @Test
  void whatIsNoTimeIsNone() {
    for (String time : List.of("true", "[1]", "{\"x\":1}", "\"yesterday\"", "-7")) {
      ParsedLine line = JsonFormats.GENERIC.parse("{\"time\":" + time + "}", TIMES);
      assertThat(line.time()).as(time).isNull();
    }
  }

  @Test
  void everyFormatThatIsShownHasItsRow() {
    assertThat(FormatTable.rows(Formats.builtIn()))
        .hasSameSizeAs(Formats.builtIn().all())
        .allSatisfy(row -> assertThat(row.keySet()).containsExactlyElementsOf(FormatTable.COLUMNS))
        .allSatisfy(row -> assertThat(row.get("sample")).isNotNull());
  }
}
