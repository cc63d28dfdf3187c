package dev.rearview.engine.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rearview.model.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A row of columns answers as a row of names does. */
class ColumnRecordTest {
  private static final List<String> NAMES =
      List.of("http.status", "user_id", "severity", "kind", "service", "latency_ms", "tags");
  private static final Columns COLUMNS = Columns.of(NAMES);

  private static final List<Field> ASKED =
      List.of(
          Field.named("httpStatus"),
          Field.named("http.status"),
          Field.named("userId"),
          Field.LEVEL,
          Field.KIND,
          Field.SERVICE,
          Field.named("service.name"),
          Field.TS,
          Field.NODE,
          Field.STREAM,
          Field.MESSAGE,
          Field.of(BuiltIn.ERROR_OCCURRED),
          Field.named("latencyMs"),
          Field.named("nothing"),
          Field.named("tags"));

  private static void answersAlike(long nanos, String node, @Nullable Object... values) {
    ColumnRecord columns = new ColumnRecord(COLUMNS, values, nanos, node, "s", 7);
    MapRecord.Builder named = MapRecord.builder().tsNanos(nanos).node(node).stream("s").position(7);
    for (int i = 0; i < values.length; i++) {
      named.put(NAMES.get(i), values[i]);
    }
    MapRecord map = named.build();
    for (int round = 0; round < 3; round++) {
      for (Field field : ASKED) {
        assertThat(columns.get(field)).as(field.name()).isEqualTo(map.get(field));
        assertThat(columns.get(Field.named(field.name()))).isEqualTo(map.get(field));
      }
    }
    assertThat(columns.node()).isEqualTo(node);
    assertThat(columns.stream()).isEqualTo("s");
    assertThat(columns.position()).isEqualTo(7);
    assertThat(columns.tsNanos()).isEqualTo(nanos);
  }

  @Test
  void fieldsAreFoundByAllTheirNames() {
    answersAlike(5, "n", 500L, 42L, "warn", "log", "cart", 1.5, List.of("a"));
    answersAlike(5, "", null, null, null, null, null, null, Map.of("x", 1L));
    answersAlike(LogRecord.NO_TIME, "n", "500", "u", Level.ERROR, "state", "cart", 2L, null);
    answersAlike(5, "n", null, null, null, "error", null, null, null);
  }

  @Test
  void moreFieldsMayBeAskedForThanAreRemembered() {
    ColumnRecord row =
        new ColumnRecord(COLUMNS, new Object[] {1L, 2L, 3L, 4L, 5L, 6L, 7L}, 1, "n", "s", 1);
    for (int i = 0; i < 100; i++) {
      assertThat(row.get(Field.named("latency_ms"))).isEqualTo(6L);
      assertThat(row.get(Field.named("other" + i))).isNull();
    }
  }

  @Test
  void whatIsThereIsGivenInTheOrderOfTheColumns() {
    ColumnRecord row =
        new ColumnRecord(
            COLUMNS, new Object[] {1L, null, 3L, null, null, null, 7L}, 1, "n", "s", 1);
    List<String> names = new ArrayList<>();
    row.forEachField((name, value) -> names.add(name + value));
    assertThat(names).containsExactly("http.status1", "severity3", "tags7");
    assertThat(row.value(6)).isEqualTo(7L);
    assertThat(row.ts()).isEqualTo(Instant.ofEpochSecond(0, 1));
    assertThat(COLUMNS.names()).isEqualTo(NAMES);
  }

  @Test
  void valuesMustFitTheColumns() {
    assertThatThrownBy(() -> new ColumnRecord(COLUMNS, new Object[1], 1, "n", "s", 1))
        .hasMessageContaining("1 values for 7 columns");
  }
}
