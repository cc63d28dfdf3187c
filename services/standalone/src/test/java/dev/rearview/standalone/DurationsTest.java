package dev.rearview.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
  @Test
  void readsSumsOfUnits() {
    assertThat(Durations.parse("--history", "2h")).isEqualTo(Duration.ofHours(2));
    assertThat(Durations.parse("--history", "1h30m")).isEqualTo(Duration.ofMinutes(90));
    assertThat(Durations.parse("--history", "2 days 5 minutes"))
        .isEqualTo(Duration.ofDays(2).plusMinutes(5));
    assertThat(Durations.parse("--history", "45s")).isEqualTo(Duration.ofSeconds(45));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2", "h", "2x", "2h!", "-2h", "2h30"})
  void refusesOtherText(String text) {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> Durations.parse("--history", text))
        .withMessage("--history '%s' is not a duration such as 2h or 1h30m", text);
  }
}
