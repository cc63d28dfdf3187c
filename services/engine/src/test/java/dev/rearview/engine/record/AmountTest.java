package dev.rearview.engine.record;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AmountTest {
  @Test
  void oneIsNotMany() {
    assertThat(Amount.of(0, "row")).isEqualTo("0 rows");
    assertThat(Amount.of(1, "row")).isEqualTo("1 row");
    assertThat(Amount.of(1_234_567, "row")).isEqualTo("1,234,567 rows");
    assertThat(Amount.of(1, "row was left", "rows were left")).isEqualTo("1 row was left");
    assertThat(Amount.of(999, "row was left", "rows were left")).isEqualTo("999 rows were left");
  }
}
