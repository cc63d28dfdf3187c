package dev.rearview.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CatchUpTest {
  @Test
  void whatAllServicesHaveNotReadIsAddedUp() {
    assertThat(
            CatchUp.sum(
                "{\"checks\":[{\"data\":{\"lag\": 18000}},{\"data\":{\"lag\":2}},{\"name\":\"x\"}]}"))
        .isEqualTo(18_002);
    assertThat(CatchUp.sum("{\"status\":\"UP\"}")).isZero();
  }
}
