package dev.rearview.causality.wiring;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while the stores can be asked. */
@Readiness
@ApplicationScoped
class CausalityReadiness implements HealthCheck {
  private final CausalityLifecycle causality;

  CausalityReadiness(CausalityLifecycle causality) {
    this.causality = causality;
  }

  @Override
  public HealthCheckResponse call() {
    return causality.readiness();
  }
}
