package dev.rearview.ingestion.wiring;

import dev.rearview.ingestion.topology.SequencerRuntime;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Down once the sequencer has given up; a new start helps. */
@Liveness
@Singleton
final class SequencerLiveness implements HealthCheck {
  private final SequencerRuntime sequencer;

  SequencerLiveness(SequencerRuntime sequencer) {
    this.sequencer = sequencer;
  }

  @Override
  public HealthCheckResponse call() {
    return sequencer.liveness();
  }
}
