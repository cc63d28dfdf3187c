package dev.rearview.engine.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jdk.incubator.vector.ByteVector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistersTest {
  @ParameterizedTest
  @ValueSource(ints = {128, 256, 512})
  void areAsWideAsSaid(int bits) {
    assertThat(Registers.ofBits(bits).vectorBitSize()).isEqualTo(bits);
  }

  @Test
  void areTheProcessorsWhereNothingIsSaid() {
    assertThat(Registers.ofBits(0)).isEqualTo(ByteVector.SPECIES_PREFERRED);
    assertThat(Registers.SPECIES).isEqualTo(ByteVector.SPECIES_PREFERRED);
  }

  @Test
  void refuseOtherWidths() {
    assertThatThrownBy(() -> Registers.ofBits(100))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("128, 256 or 512, not 100");
  }
}
