package dev.rearview.engine.scan;

import dev.rearview.engine.format.Formats;
import java.time.Clock;
import java.util.function.BooleanSupplier;

/**
 * How to read.
 *
 * @param formats those that records may be written in
 * @param stopped asked between records; reading ends where it says true
 */
public record ReadSettings(
    Clock clock, ScanLimits limits, Formats formats, BooleanSupplier stopped) {
  public static ReadSettings of(Clock clock) {
    return new ReadSettings(clock, ScanLimits.DEFAULT, Formats.builtIn(), () -> false);
  }
}
