package dev.rearview.http.wiring;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.function.LongSupplier;

/**
 * A clock that starts at a given time and runs at a given speed.
 *
 * @param origin what it shows when {@code nanos} is {@code nanosAtOrigin}
 * @param speed seconds of this clock for each second of the machine, above 0
 */
record ScaledClock(
    Instant origin, double speed, LongSupplier nanos, long nanosAtOrigin, ZoneId zone)
    implements InstantSource {

  static Clock of(Instant origin, double speed, LongSupplier nanos, ZoneId zone) {
    if (!(speed > 0 && speed <= 1000)) {
      throw new IllegalArgumentException(
          "rearview.clock.speed %s is not above 0 and at most 1000".formatted(speed));
    }
    return new ScaledClock(origin, speed, nanos, nanos.getAsLong(), zone).withZone(zone);
  }

  @Override
  public Instant instant() {
    return origin.plusNanos((long) ((nanos.getAsLong() - nanosAtOrigin) * speed));
  }
}
