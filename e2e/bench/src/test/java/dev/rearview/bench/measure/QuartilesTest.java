package dev.rearview.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class QuartilesTest {
  @Test
  void theyDoNotDependOnTheOrder() {
    assertThat(Quartiles.of(List.of(5.0, 1.0, 4.0, 2.0, 3.0))).isEqualTo(new Quartiles(2, 3, 4));
  }

  @Test
  void betweenTwoTheyAreInterpolated() {
    assertThat(Quartiles.of(List.of(1.0, 3.0))).isEqualTo(new Quartiles(1.5, 2, 2.5));
  }

  @Test
  void nothingHasNone() {
    assertThatIllegalArgumentException().isThrownBy(() -> Quartiles.of(List.of()));
  }
}
