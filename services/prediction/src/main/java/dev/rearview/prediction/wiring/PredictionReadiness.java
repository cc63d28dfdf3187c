package dev.rearview.prediction.wiring;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while the stores can be asked. */
@Readiness
@ApplicationScoped
class PredictionReadiness implements HealthCheck {
  private final PredictionLifecycle prediction;

  PredictionReadiness(PredictionLifecycle prediction) {
    this.prediction = prediction;
  }

  @Override
  public HealthCheckResponse call() {
    return prediction.readiness();
  }
}
