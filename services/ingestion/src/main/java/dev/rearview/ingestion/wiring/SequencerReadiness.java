package dev.rearview.ingestion.wiring;

import dev.rearview.ingestion.topology.SequencerRuntime;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Up while events get their numbers. */
@Readiness
@Singleton
final class SequencerReadiness implements HealthCheck {
  private final SequencerRuntime sequencer;

  SequencerReadiness(SequencerRuntime sequencer) {
    this.sequencer = sequencer;
  }

  @Override
  public HealthCheckResponse call() {
    return sequencer.readiness();
  }
}
