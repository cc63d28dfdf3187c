package dev.rearview.http.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ScaledClockTest {
  private static final Instant START = Instant.parse("2024-01-15T15:55:00Z");

  @Test
  void itStartsWhereItIsToldAndRunsAsFastAsItIsTold() {
    AtomicLong nanos = new AtomicLong(-5);
    Clock clock = ScaledClock.of(START, 60, nanos::get, ZoneOffset.UTC);
    assertThat(clock.instant()).isEqualTo(START);
    nanos.addAndGet(2_000_000_000L);
    assertThat(clock.instant()).isEqualTo(START.plusSeconds(120));
  }

  @Test
  void aSpeedThatIsNoneIsRefused() {
    for (double speed : new double[] {0, -1, 1001, Double.NaN}) {
      assertThatThrownBy(() -> ScaledClock.of(START, speed, () -> 0, ZoneOffset.UTC))
          .hasMessageContaining("rearview.clock.speed");
    }
  }
}
