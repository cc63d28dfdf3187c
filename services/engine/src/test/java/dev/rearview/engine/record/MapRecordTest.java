package dev.rearview.engine.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rearview.model.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MapRecordTest {
  private static final Instant TIME = Instant.parse("2024-01-15T15:47:23Z");

  private static List<String> shown(LogRecord record) {
    List<String> shown = new ArrayList<>();
    record.forEachField((name, value) -> shown.add(name + "=" + value));
    return shown;
  }

  @Test
  void smallNumbersAreKeptAsTheKindsOfValuesThatThereAre() {
    LogRecord record =
        MapRecord.builder()
            .put("int", 1)
            .put("short", (short) 2)
            .put("byte", (byte) 3)
            .put("float", 0.5f)
            .putAll(Map.of("long", 4L))
            .put(Field.SERVICE, "cart")
            .build();
    assertThat(shown(record))
        .containsExactly("int=1", "short=2", "byte=3", "float=0.5", "long=4", "service=cart");
    assertThat(record.get(Field.named("int"))).isEqualTo(1L);
    assertThat(record.get(Field.named("float"))).isEqualTo(0.5);
    assertThat(record).hasToString("{int=1, short=2, byte=3, float=0.5, long=4, service=cart}");
  }

  @Test
  void itsPlaceIsAFieldWhereItHasNoneOfThatName() {
    LogRecord record = MapRecord.builder().ts(TIME).node("n1").stream("s1").build();
    assertThat(record.get(Field.NODE)).isEqualTo("n1");
    assertThat(record.get(Field.STREAM)).isEqualTo("s1");
    assertThat(record.get(Field.TS)).isEqualTo(TIME);
    LogRecord own = MapRecord.builder().put("node", "n2").put("stream", "s2").put("ts", 5L).build();
    assertThat(own.get(Field.NODE)).isEqualTo("n2");
    assertThat(own.get(Field.STREAM)).isEqualTo("s2");
    assertThat(own.get(Field.TS)).isEqualTo(5L);
    LogRecord none = MapRecord.builder().build();
    assertThat(none.get(Field.NODE)).isNull();
    assertThat(none.get(Field.STREAM)).isNull();
    assertThat(none.ts()).isNull();
  }

  @Test
  void anErrorIsALevelOrAKindOrWhatIsSaid() {
    Field error = Field.of(BuiltIn.ERROR_OCCURRED);
    assertThat(MapRecord.builder().put("level", Level.FATAL).build().get(error)).isEqualTo(true);
    assertThat(MapRecord.builder().put("level", "warn").build().get(error)).isEqualTo(false);
    assertThat(MapRecord.builder().put("kind", "error").build().get(error)).isEqualTo(true);
    assertThat(MapRecord.builder().put("error_occurred", false).build().get(error))
        .isEqualTo(false);
  }

  @Test
  void whatLiesUnderARecordShowsThroughOnceAndInOrder() {
    LogRecord under =
        MapRecord.builder().ts(TIME).node("n").put("a", 1L).put("b", 2L).position(9).build();
    LogRecord over = MapRecord.over(under).put("B", 3L).put("c", 4L).build();
    assertThat(shown(over)).containsExactly("B=3", "c=4", "ts=" + TIME, "a=1");
    assertThat(over.get(Field.named("b"))).isEqualTo(3L);
    assertThat(over.get(Field.named("a"))).isEqualTo(1L);
    assertThat(over.node() + over.position()).isEqualTo("n9");
  }

  @Test
  void aPathOfPartsReachesNamesWithDots() {
    LogRecord record =
        MapRecord.builder().put("http", Map.of("status.code", 500L, "x", Map.of())).build();
    assertThat(record.get(Field.path(List.of("http", "status.code")))).isEqualTo(500L);
    assertThat(Field.path(List.of("level"))).isEqualTo(Field.LEVEL);
    assertThat(Field.named("n").withUnit(Unit.BYTES).unit()).isEqualTo(Unit.BYTES);
    assertThat(Field.named("n")).hasToString("n").isNotEqualTo("n").isNotEqualTo(Field.LEVEL);
  }
}
