package dev.rearview.engine.scan;

import dev.rearview.engine.format.Formats;
import java.time.Clock;
import java.util.function.BooleanSupplier;

/**
 * How to read.
 *
 * @param formats those that records may be written in
 * @param stopped asked between records; reading ends where it says true
 * @param orders which files may be sought in by time; what is read adds to them
 */
public record ReadSettings(
    Clock clock, ScanLimits limits, Formats formats, BooleanSupplier stopped, FileOrders orders) {
  /** Nothing is known of files yet. */
  public ReadSettings(Clock clock, ScanLimits limits, Formats formats, BooleanSupplier stopped) {
    this(clock, limits, formats, stopped, FileOrders.unknown());
  }

  public static ReadSettings of(Clock clock) {
    return new ReadSettings(clock, ScanLimits.DEFAULT, Formats.builtIn(), () -> false);
  }

  /** The same, which end also where this says true. */
  public ReadSettings endingWhere(BooleanSupplier alsoStopped) {
    return new ReadSettings(
        clock, limits, formats, () -> alsoStopped.getAsBoolean() || stopped.getAsBoolean(), orders);
  }

  /** The same, with other knowledge of files. */
  public ReadSettings with(FileOrders known) {
    return new ReadSettings(clock, limits, formats, stopped, known);
  }
}
