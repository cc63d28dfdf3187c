package dev.rearview.engine.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitTest {
  @ParameterizedTest
  @CsvSource({
    "latency_ms,MILLISECONDS",
    "latencyMs,MILLISECONDS",
    "latency.MILLIS,MILLISECONDS",
    "took-milliseconds,MILLISECONDS",
    "ms,MILLISECONDS",
    "duration_seconds,SECONDS",
    "durationSecs,SECONDS",
    "wait_us,MICROSECONDS",
    "wait_micros,MICROSECONDS",
    "spent_ns,NANOSECONDS",
    "spent.nanos,NANOSECONDS",
    "heap_bytes,BYTES",
    "hit_ratio,RATIO",
    "cpu_percent,PERCENT",
    "cpuPct,PERCENT",
    "items,",
    "rooms,",
    "bus,",
    "s,",
    "latencyMS,MILLISECONDS",
    "columns,"
  })
  void theUnitIsWhatTheNameEndsIn(String name, Unit unit) {
    assertThat(Unit.ofName(name)).isEqualTo(unit);
  }

  @Test
  void aDurationIsANumberOfTheUnit() {
    Duration duration = Duration.ofMillis(1_500);
    assertThat(Unit.NANOSECONDS.duration(duration)).isEqualTo(1.5e9);
    assertThat(Unit.MICROSECONDS.duration(duration)).isEqualTo(1.5e6);
    assertThat(Unit.MILLISECONDS.duration(duration)).isEqualTo(1_500.0);
    assertThat(Unit.SECONDS.duration(duration)).isEqualTo(1.5);
    assertThat(Unit.BYTES.duration(duration)).isNull();
    assertThat(Unit.RATIO.duration(duration)).isNull();
    assertThat(Unit.PERCENT.duration(duration)).isNull();
  }

  @Test
  void aPercentageIsAShareOnlyOfARatio() {
    assertThat(Unit.percent(Unit.RATIO, 80)).isEqualTo(0.8);
    assertThat(Unit.percent(Unit.PERCENT, 80)).isEqualTo(80);
    assertThat(Unit.percent(null, 80)).isEqualTo(80);
  }
}
