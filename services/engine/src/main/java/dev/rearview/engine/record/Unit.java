package dev.rearview.engine.record;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a field's number counts, so that {@code 80%} and {@code 250ms} can be compared with it. */
public enum Unit {
  NANOSECONDS,
  MICROSECONDS,
  MILLISECONDS,
  SECONDS,
  BYTES,
  /** 0 to 1. */
  RATIO,
  /** 0 to 100. */
  PERCENT;

  /** The unit that a name ends in: {@code latency_ms}, {@code latencyMs}; null where in none. */
  public static @Nullable Unit ofName(String name) {
    if (endsIn(name, "ms") || endsIn(name, "millis") || endsIn(name, "milliseconds")) {
      return MILLISECONDS;
    }
    if (endsIn(name, "seconds") || endsIn(name, "secs")) {
      return SECONDS;
    }
    if (endsIn(name, "us") || endsIn(name, "micros")) {
      return MICROSECONDS;
    }
    if (endsIn(name, "ns") || endsIn(name, "nanos")) {
      return NANOSECONDS;
    }
    if (endsIn(name, "bytes")) {
      return BYTES;
    }
    if (endsIn(name, "ratio")) {
      return RATIO;
    }
    return endsIn(name, "percent") || endsIn(name, "pct") ? PERCENT : null;
  }

  /** {@code 80%} in this unit: 0.8 for a ratio, else 80; also where the unit is unknown. */
  public static double percent(@Nullable Unit unit, double percent) {
    return unit == RATIO ? percent / 100 : percent;
  }

  /** A duration in this unit, or null where this is no unit of time. */
  public @Nullable Double duration(Duration duration) {
    double seconds = duration.getSeconds() + duration.getNano() / 1e9;
    return switch (this) {
      case NANOSECONDS -> (double) Times.nanos(duration.getSeconds(), duration.getNano());
      case MICROSECONDS -> seconds * 1e6;
      case MILLISECONDS -> Times.nanos(duration.getSeconds(), duration.getNano()) / 1e6;
      case SECONDS -> seconds;
      case BYTES, RATIO, PERCENT -> null;
    };
  }

  private static boolean endsIn(String name, String suffix) {
    int start = name.length() - suffix.length();
    if (start < 0) {
      return false;
    }
    if (start == 0) {
      return name.equals(suffix);
    }
    char before = name.charAt(start - 1);
    if (before == '_' || before == '.' || before == '-') {
      return name.regionMatches(true, start, suffix, 0, suffix.length());
    }
    return Character.isLowerCase(before)
        && Character.isUpperCase(name.charAt(start))
        && name.regionMatches(true, start, suffix, 0, suffix.length());
  }
}
