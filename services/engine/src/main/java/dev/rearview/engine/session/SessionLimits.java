package dev.rearview.engine.session;

import dev.rearview.engine.record.LogRecord;
import java.time.Duration;

/**
 * What makes a session, and bounds.
 *
 * @param gap records further apart than this belong to different sessions of one key
 * @param fromNanos begin of the range that was asked for, {@link LogRecord#NO_TIME} where open
 * @param toNanos its end, {@link LogRecord#NO_TIME} where open
 * @param maxSessions sessions kept; records of further ones are left out and reported
 */
public record SessionLimits(Duration gap, long fromNanos, long toNanos, int maxSessions) {
  public static final Duration DEFAULT_GAP = Duration.ofMinutes(30);
  public static final int DEFAULT_MAX_SESSIONS = 500_000;

  /** Names kept for one session's services, and for its nodes. */
  static final int MAX_NAMES = 100;

  public SessionLimits {
    if (!gap.isPositive()) {
      throw new IllegalArgumentException("session gap %s is not above zero".formatted(gap));
    }
    if (maxSessions < 1) {
      throw new IllegalArgumentException("max sessions %d is below 1".formatted(maxSessions));
    }
  }

  public static SessionLimits of(Duration gap) {
    return new SessionLimits(gap, LogRecord.NO_TIME, LogRecord.NO_TIME, DEFAULT_MAX_SESSIONS);
  }
}
