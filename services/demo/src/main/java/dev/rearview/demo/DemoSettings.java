package dev.rearview.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * What a demo is made of. The same seed, start and history give the same bytes.
 *
 * @param folder where everything is written
 * @param at when the demo starts; the history lies before it
 * @param history how much past has logs: 30 minutes, which the story needs, to 7 days
 * @param maxLogBytes size at which a log file is rotated
 */
public record DemoSettings(Path folder, long seed, Instant at, Duration history, long maxLogBytes) {
  /** Size at which a log file is rotated unless said otherwise. */
  public static final long DEFAULT_MAX_LOG_BYTES = 1 << 20;

  public static final Duration MIN_HISTORY = Duration.ofMinutes(30);
  public static final Duration MAX_HISTORY = Duration.ofDays(7);

  public DemoSettings {
    if (history.isNegative() || history.compareTo(MAX_HISTORY) > 0) {
      throw new IllegalArgumentException(
          "the history must be between 0 and 7 days, not " + history);
    }
    if (history.compareTo(MIN_HISTORY) < 0) {
      history = MIN_HISTORY;
    }
    if (maxLogBytes < 1 << 10) {
      throw new IllegalArgumentException("log files need at least 1 KiB, not " + maxLogBytes);
    }
    at = Instant.ofEpochSecond(at.getEpochSecond());
  }

  public DemoSettings(Path folder, long seed, Instant at, Duration history) {
    this(folder, seed, at, history, DEFAULT_MAX_LOG_BYTES);
  }

  long atMs() {
    return at.toEpochMilli();
  }

  long historyMs() {
    return history.toMillis();
  }
}
