package dev.rearview.model;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a record's event time is known. */
public enum TimeSource {
  /** The record itself says it, with its zone. */
  REPORTED,
  /** The record says a local time; the zone was configured. */
  ASSUMED_ZONE,
  /** The record says no year; the latest year not after the clock was taken. */
  ASSUMED_YEAR,
  /** The container runtime wrote it in front of the line. */
  RUNTIME,
  /** Taken from the record before it in the same stream. */
  PREVIOUS,
  /** The time at which it was observed. */
  OBSERVED,
  /** The record claims a time more than an hour ahead; the time of observation took its place. */
  CLOCK_AHEAD,
  /** There is none. */
  NONE;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Null where the text names none; case is ignored. */
  public static @Nullable TimeSource of(@Nullable String text) {
    return WireNames.find(values(), text);
  }
}
