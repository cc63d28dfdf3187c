package dev.rearview.engine.record;

import java.time.Instant;

/** Time as nanoseconds since the epoch, which a long holds from 1677 to 2262. */
public final class Times {
  private static final long NANOS = 1_000_000_000L;

  /** Earliest and latest second that nanoseconds in a long can express. */
  private static final long MAX_SECOND = Long.MAX_VALUE / NANOS - 1;

  private Times() {}

  public static Instant instant(long nanos) {
    return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
  }

  /** Nanoseconds since the epoch; a time outside 1677 to 2262 becomes the nearest one inside. */
  public static long nanos(Instant instant) {
    return nanos(instant.getEpochSecond(), instant.getNano());
  }

  /** As {@link #nanos(Instant)}. */
  public static long nanos(long epochSecond, int nanoOfSecond) {
    if (epochSecond > MAX_SECOND) {
      return MAX_SECOND * NANOS;
    }
    if (epochSecond < -MAX_SECOND) {
      return -MAX_SECOND * NANOS;
    }
    return epochSecond * NANOS + nanoOfSecond;
  }

  public static long ofMillis(long epochMillis) {
    return nanos(Math.floorDiv(epochMillis, 1000L), Math.floorMod(epochMillis, 1000) * 1_000_000);
  }

  public static long toMillis(long nanos) {
    return Math.floorDiv(nanos, 1_000_000L);
  }
}
