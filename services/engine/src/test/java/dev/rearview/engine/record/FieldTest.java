package dev.rearview.engine.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FieldTest {

  @Test
  void namesIgnoreCaseAndUnderscore() {
    assertThat(Field.named("errorRate")).isEqualTo(Field.named("ERROR_RATE"));
    assertThat(Field.named("Trace_Id").builtIn()).isEqualTo(BuiltIn.TRACE_ID);
  }

  @Test
  void aliasesOfTheTableMeanTheirBuiltInField() {
    assertThat(Field.named("traceId")).isEqualTo(Field.TRACE_ID);
    assertThat(Field.named("trace.id")).isEqualTo(Field.TRACE_ID);
    assertThat(Field.named("dd.trace_id")).isEqualTo(Field.TRACE_ID);
    assertThat(Field.named("severity")).isEqualTo(Field.LEVEL);
    assertThat(Field.named("lvl")).isEqualTo(Field.LEVEL);
    assertThat(Field.named("log.level")).isEqualTo(Field.LEVEL);
    assertThat(Field.named("eventType")).isEqualTo(Field.KIND);
    assertThat(Field.named("component_id")).isEqualTo(Field.COMPONENT);
    assertThat(Field.named("latency").builtIn()).isNull();
  }

  @Test
  void theTableListsEveryBuiltInFieldAndNoSpellingTwice() {
    assertThat(FieldTable.rows()).hasSize(BuiltIn.values().length);
    Map<String, BuiltIn> seen = new HashMap<>();
    for (FieldTable.Row row : FieldTable.rows()) {
      for (String spelling : row.spellings()) {
        BuiltIn other = seen.put(spelling, row.builtIn());
        assertThat(other).as(spelling).isNull();
        assertThat(Field.named(spelling).builtIn()).isEqualTo(row.builtIn());
      }
    }
  }

  @Test
  void nestedAndDottedNamesAreFound() {
    FieldMap map = new FieldMap();
    map.put("http", Map.of("Request", Map.of("status_code", 200L)));
    map.put("a.b", Map.of("c.d", 1L));
    assertThat(map.get(Field.named("http.request.statusCode"))).isEqualTo(200L);
    assertThat(map.get(Field.named("a.b.c.d"))).isEqualTo(1L);
    assertThat(map.get(Field.named("http.other"))).isNull();
    Map<String, Object> flat = new LinkedHashMap<>();
    map.forEach(flat::put);
    assertThat(flat).containsEntry("http.Request.status_code", 200L).containsEntry("a.b.c.d", 1L);
  }

  @Test
  void idsAreText() {
    FieldMap map = new FieldMap();
    map.put("user_id", 42L);
    map.put("pid", 42L);
    assertThat(map.get(Field.named("userId"))).isEqualTo("42");
    assertThat(map.get(Field.named("pid"))).isEqualTo(42L);
  }

  @Test
  void unitsComeFromTheEndingOfTheName() {
    assertThat(Field.named("latency_ms").unit()).isEqualTo(Unit.MILLISECONDS);
    assertThat(Field.named("latencyMs").unit()).isEqualTo(Unit.MILLISECONDS);
    assertThat(Field.named("items").unit()).isNull();
    assertThat(Field.named("hit_ratio").unit()).isEqualTo(Unit.RATIO);
    assertThat(Field.named("heap_bytes").unit()).isEqualTo(Unit.BYTES);
    assertThat(Field.named("cpu").unit()).isNull();
  }

  @Test
  void percentAndDurationsAreConvertedByTheUnit() {
    assertThat(Unit.percent(Unit.RATIO, 80)).isEqualTo(0.8);
    assertThat(Unit.percent(null, 80)).isEqualTo(80);
    assertThat(Unit.MILLISECONDS.duration(Duration.ofMillis(250))).isEqualTo(250.0);
    assertThat(Unit.SECONDS.duration(Duration.ofMillis(250))).isEqualTo(0.25);
    assertThat(Unit.BYTES.duration(Duration.ofMillis(250))).isNull();
  }

  @Test
  void aColumnIsNeitherAliasNorPath() {
    MapRecord row = MapRecord.builder().put("count(*)", 5).put("max(a.b)", 7).build();
    assertThat(row.get(Field.column("count(*)"))).isEqualTo(5L);
    assertThat(row.get(Field.column("max(a.b)"))).isEqualTo(7L);
  }

  @Test
  void aRecordOverAnotherShowsBothOnce() {
    MapRecord under = MapRecord.builder().tsNanos(1).put("a", 1).put("b", 2).build();
    MapRecord over = MapRecord.over(under).put("took", "7").put("A", 3).build();
    assertThat(over.get(Field.named("a"))).isEqualTo(3L);
    assertThat(over.get(Field.named("b"))).isEqualTo(2L);
    assertThat(over.tsNanos()).isEqualTo(1);
    Map<String, Object> shown = new LinkedHashMap<>();
    over.forEachField(shown::put);
    assertThat(List.copyOf(shown.keySet())).containsExactly("took", "A", "ts", "b");
  }

  @Test
  void aTimeThatIsOnlyAValueIsFoundToo() {
    java.time.Instant time = java.time.Instant.EPOCH;
    assertThat(MapRecord.builder().put("ts", time).build().get(Field.TS)).isEqualTo(time);
    assertThat(MapRecord.builder().tsNanos(5).put("ts", time).build().get(Field.TS))
        .isEqualTo(Times.instant(5));
  }

  @Test
  void anErrorIsALevelOrAKind() {
    Field error = Field.named("error_occurred");
    assertThat(MapRecord.builder().put("level", "FATAL").build().get(error)).isEqualTo(true);
    assertThat(MapRecord.builder().put("kind", "error").build().get(error)).isEqualTo(true);
    assertThat(MapRecord.builder().put("level", "WARN").build().get(error)).isEqualTo(false);
  }
}
