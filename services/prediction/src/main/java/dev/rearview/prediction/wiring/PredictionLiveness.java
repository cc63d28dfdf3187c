package dev.rearview.prediction.wiring;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Alive until the stream threads have given up. */
@Liveness
@ApplicationScoped
class PredictionLiveness implements HealthCheck {
  private final PredictionLifecycle prediction;

  PredictionLiveness(PredictionLifecycle prediction) {
    this.prediction = prediction;
  }

  @Override
  public HealthCheckResponse call() {
    return prediction.liveness();
  }
}
