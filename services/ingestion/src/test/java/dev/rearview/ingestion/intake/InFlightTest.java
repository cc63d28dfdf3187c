package dev.rearview.ingestion.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InFlightTest {
  @Test
  void whatIsFullIsRefusedUntilSomethingEnds() {
    InFlight inFlight = new InFlight(8 << 20);
    InFlight.Share first = inFlight.tryTake(5 << 20).orElseThrow();

    assertThat(inFlight.tryTake(5 << 20)).isEmpty();
    assertThat(inFlight.tryTake(2 << 20)).isPresent();
    first.close();
    first.close();
    assertThat(inFlight.tryTake(6 << 20)).isPresent();
    assertThat(inFlight.tryTake(1 << 10)).isEmpty();
  }
}
