package dev.rearview.engine.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rearview.model.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A record of columns is what a record of a map is. */
class ColumnRecordTest {
  private static final List<String> NAMES =
      List.of(
          "ts", "level", "kind", "node", "stream", "user_id", "error_occurred", "n", "a.b", "msg");
  private static final List<String> ASKED = new ArrayList<>(NAMES);

  static {
    ASKED.addAll(List.of("User_ID", "service", "nothing", "message", "trace_id", "N"));
    for (int i = 0; i < 40; i++) {
      ASKED.add("more" + i);
    }
  }

  private static @Nullable Object value(String name, Random random) {
    if (random.nextInt(3) == 0) {
      return null;
    }
    return switch (name) {
      case "ts" -> Times.instant(random.nextInt(1_000));
      case "level" -> random.nextBoolean() ? Level.ERROR : random.nextBoolean() ? "warn" : "none";
      case "kind" -> random.nextBoolean() ? "error" : "log";
      case "error_occurred" -> random.nextBoolean();
      case "user_id" -> random.nextBoolean() ? (Object) random.nextLong() : "u1";
      default -> random.nextInt(2) == 0 ? (Object) random.nextLong() : name + " text";
    };
  }

  @Test
  void itHasTheFieldsOfARecordOfTheSameValues() {
    Random random = new Random(5);
    Columns columns = Columns.of(NAMES);
    for (int round = 0; round < 500; round++) {
      long ts = random.nextBoolean() ? random.nextInt(1_000) : LogRecord.NO_TIME;
      String node = random.nextBoolean() ? "" : "n1";
      String stream = random.nextBoolean() ? "" : "s1";
      MapRecord.Builder map = MapRecord.builder().tsNanos(ts).node(node).stream(stream).position(7);
      Object[] values = new Object[NAMES.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = value(NAMES.get(i), random);
        map.put(NAMES.get(i), values[i]);
      }
      LogRecord expected = map.build();
      ColumnRecord record = new ColumnRecord(columns, values, ts, node, stream, 7);
      for (String name : ASKED) {
        Field field = Field.named(name);
        assertThat(record.get(field)).as(name).isEqualTo(expected.get(field));
        assertThat(record.get(field)).as("%s, again", name).isEqualTo(expected.get(field));
      }
      assertThat(record.node() + record.stream() + record.position() + record.tsNanos())
          .isEqualTo(node + stream + 7 + ts);
      List<String> shown = new ArrayList<>();
      record.forEachField((name, value) -> shown.add(name + "=" + value));
      List<String> given = new ArrayList<>();
      for (int i = 0; i < values.length; i++) {
        if (values[i] != null) {
          given.add(NAMES.get(i) + "=" + record.value(i));
        }
      }
      assertThat(shown).isEqualTo(given);
    }
  }

  @Test
  void valuesThatAreNoRowOfTheColumnsAreRefused() {
    assertThatThrownBy(() -> new ColumnRecord(Columns.of(NAMES), new Object[3], 0, "", "", 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("3 values for 10 columns");
  }
}
