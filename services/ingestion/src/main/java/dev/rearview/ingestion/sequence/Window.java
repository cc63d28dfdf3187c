package dev.rearview.ingestion.sequence;

import java.time.Duration;

/**
 * How long ids are remembered, by time of observation.
 *
 * @param duration at least 1 second, at most 30 days
 * @param maxIds most ids a world, 1 to 100,000,000; an event that has an {@code id} of its own and
 *     a {@code req_id} counts twice
 */
public record Window(Duration duration, long maxIds) {
  public static final Window DEFAULT = new Window(Duration.ofHours(24), 3_000_000);

  public Window {
    if (duration.toSeconds() < 1 || duration.toDays() > 30) {
      throw new IllegalArgumentException("the window must be 1 second to 30 days, not " + duration);
    }
    if (maxIds < 1 || maxIds > 100_000_000) {
      throw new IllegalArgumentException("the window must hold 1 to 100000000 ids, not " + maxIds);
    }
  }
}
