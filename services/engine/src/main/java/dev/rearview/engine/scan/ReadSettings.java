package dev.rearview.engine.scan;

import java.time.Clock;
import java.util.function.BooleanSupplier;

/**
 * How to read.
 *
 * @param stopped asked between records; reading ends where it says true
 */
public record ReadSettings(Clock clock, ScanLimits limits, BooleanSupplier stopped) {
  public static ReadSettings of(Clock clock) {
    return new ReadSettings(clock, ScanLimits.DEFAULT, () -> false);
  }
}
