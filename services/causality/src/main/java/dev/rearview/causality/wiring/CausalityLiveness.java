package dev.rearview.causality.wiring;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Alive until the stream threads have given up. */
@Liveness
@ApplicationScoped
class CausalityLiveness implements HealthCheck {
  private final CausalityLifecycle causality;

  CausalityLiveness(CausalityLifecycle causality) {
    this.causality = causality;
  }

  @Override
  public HealthCheckResponse call() {
    return causality.liveness();
  }
}
