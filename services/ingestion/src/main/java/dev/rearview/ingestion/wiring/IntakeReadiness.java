package dev.rearview.ingestion.wiring;

import dev.rearview.ingestion.outcome.OutcomeReader;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Up while events can be made durable and their outcomes are read. */
@Readiness
@Singleton
final class IntakeReadiness implements HealthCheck {
  private final KafkaProbe probe;
  private final OutcomeReader outcomes;

  IntakeReadiness(KafkaProbe probe, OutcomeReader outcomes) {
    this.probe = probe;
    this.outcomes = outcomes;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("rearview-ingestion intake")
        .status(probe.isReachable() && outcomes.isReading())
        .withData("kafka", probe.isReachable())
        .withData("outcomes", outcomes.isReading())
        .build();
  }
}
