package dev.rearview.http.wiring;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The one clock of the process: the machine's, unless {@code rearview.clock.at} (ISO-8601) says
 * where it starts and {@code rearview.clock.speed} how fast it runs.
 */
@Singleton
final class ClockProducer {
  @Produces
  @Singleton
  @DefaultBean
  Clock clock(
      @ConfigProperty(name = "rearview.clock.at") Optional<Instant> at,
      @ConfigProperty(name = "rearview.clock.speed", defaultValue = "1") double speed) {
    if (at.isEmpty() && speed == 1) {
      return Clock.systemUTC();
    }
    return ScaledClock.of(at.orElseGet(Instant::now), speed, System::nanoTime, ZoneOffset.UTC);
  }
}
