package dev.rearview.engine.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rearview.engine.record.MapRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TopAccumulatorTest {
  private static TopAccumulator of(int wanted, Object... values) {
    TopAccumulator top = new TopAccumulator(wanted);
    for (Object value : values) {
      top.add(MapRecord.builder().build(), value, false);
    }
    return top;
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> rows(TopAccumulator top) {
    return (List<Map<String, Object>>) top.result();
  }

  @Test
  void theMostFrequentComeFirstAndOfEqualOnesTheFirstByName() {
    assertThat(rows(of(2, "b", "a", "c", "b", null, "a", "c", "c")))
        .containsExactly(Map.of("value", "c", "count", 3L), Map.of("value", "a", "count", 2L));
    assertThat(of(2).result()).isNull();
    assertThat(of(2, new Object[] {null}).result()).isNull();
  }

  /** Ten values that are frequent among a million rows of which most are different. */
  @Test
  void ofManyDifferentValuesTheFrequentOnesAreFoundAndTheErrorIsSaid() throws IOException {
    Random random = new Random(17);
    TopAccumulator whole = new TopAccumulator(10);
    Map<Object, Long> truth = new HashMap<>();
    int rows = 200_000;
    for (int part = 0; part < 5; part++) {
      TopAccumulator one = new TopAccumulator(10);
      for (int i = 0; i < rows / 5; i++) {
        Object value =
            random.nextInt(4) == 0 ? "often " + random.nextInt(10) : "once " + random.nextLong();
        one.add(MapRecord.builder().build(), value, false);
        truth.merge(value, 1L, Long::sum);
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      one.write(new DataOutputStream(bytes));
      whole.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    }
    assertThat(rows(whole))
        .hasSize(10)
        .allSatisfy(row -> {
          long real = truth.get(row.get("value"));
          assertThat(row.get("value")).asString().startsWith("often");
          assertThat((long) row.get("count"))
              .isLessThanOrEqualTo(real)
              .isGreaterThanOrEqualTo(real - 2L * rows / TopAccumulator.MOST);
          assertThat((long) row.get("at_most")).isGreaterThanOrEqualTo(real);
        });
  }

  @Test
  void bytesThatAreNoneAreRefused() {
    byte[] damaged = {0, 0, 0, 0, 0, 0, 0, 0, 0x7F, 0x7F, 0x7F, 0x7F};
    assertThatThrownBy(() ->
            new TopAccumulator(1).read(new DataInputStream(new ByteArrayInputStream(damaged))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("different values");
  }
}
