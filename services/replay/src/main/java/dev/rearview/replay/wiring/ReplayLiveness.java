package dev.rearview.replay.wiring;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Alive until the stream threads have given up. */
@Liveness
@ApplicationScoped
class ReplayLiveness implements HealthCheck {
  private final ReplayLifecycle replay;

  ReplayLiveness(ReplayLifecycle replay) {
    this.replay = replay;
  }

  @Override
  public HealthCheckResponse call() {
    return replay.liveness();
  }
}
