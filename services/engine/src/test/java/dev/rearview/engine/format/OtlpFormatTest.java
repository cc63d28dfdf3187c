package dev.rearview.engine.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rearview.engine.record.Field;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OtlpFormatTest {
  private static final TimeContext TIMES =
      TimeContext.utc(Clock.fixed(Instant.parse("2024-01-15T15:55:00Z"), ZoneOffset.UTC));
  private static final String BEGIN =
      "{\"resourceLogs\":[{\"schemaUrl\":\"x\",\"resource\":{\"attributes\":[{\"key\":\"service.name\",\"value\":{\"stringValue\":\"cart\"}},{\"key\":\"empty\"},7]},\"scopeLogs\":[{\"other\":[1],\"logRecords\":[";
  private static final String FIRST =
      "{\"timeUnixNano\":\"1705333643120000000\",\"body\":{\"stringValue\":\"first\"},\"attributes\":[{\"key\":\"n\",\"value\":{\"doubleValue\":0.5}},{\"key\":\"ok\",\"value\":{\"boolValue\":true}},{\"key\":\"list\",\"value\":{\"arrayValue\":{\"values\":[]}}}]}";

  @Test
  void ofALineThatIsCutTheFirstLogRecordIsReadNevertheless() {
    String cut = BEGIN + FIRST + ",{\"timeUnixNano\":\"17053336431300";
    ParsedLine line = OtlpFormat.INSTANCE.parse(cut, TIMES);
    assertThat(line).isNotNull();
    assertThat(line.message()).isEqualTo("first");
    assertThat(line.time()).isNotNull();
    assertThat(line.fields().get(Field.named("service"))).isEqualTo("cart");
    assertThat(line.fields().get(Field.named("attributes.n"))).isEqualTo(0.5);
    assertThat(line.fields().get(Field.named("attributes.ok"))).isEqualTo(true);
    assertThat(line.fields().get(Field.named("attributes.list"))).isNotNull();
    assertThat(Formats.builtIn().detect(List.of(cut, cut), TIMES)).isEqualTo(OtlpFormat.INSTANCE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"resourceLogs\":[]}",
        "{\"resourceLogs\":{}}",
        "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[]}]}]}",
        "{\"resourceLogs\":[{\"resource\":{}}]}",
        "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"body\":",
        "{\"resourceSpans\":[]}"
      })
  void whatHoldsNoWholeLogRecordIsNone(String line) {
    assertThat(OtlpFormat.INSTANCE.parse(line, TIMES)).isNull();
  }
}
