package dev.rearview.replay.wiring;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while the stores can be asked. */
@Readiness
@ApplicationScoped
class ReplayReadiness implements HealthCheck {
  private final ReplayLifecycle replay;

  ReplayReadiness(ReplayLifecycle replay) {
    this.replay = replay;
  }

  @Override
  public HealthCheckResponse call() {
    return replay.readiness();
  }
}
