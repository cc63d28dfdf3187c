package dev.rearview.replay.session;

import dev.rearview.replay.RefusedException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to simulate; times are epoch milliseconds, both ends inclusive.
 *
 * @param sessionId session, request or trace id
 * @param fromMs null: where the session begins
 * @param toMs null: where the session ends
 * @param stepMs between frames; 0: a frame for each of the session's events
 * @param firstFrame where to begin; earlier frames are not made
 * @param maxFrames 1 to 100,000
 */
public record SimulationRequest(
    String world,
    String sessionId,
    @Nullable Long fromMs,
    @Nullable Long toMs,
    long stepMs,
    List<StateOverride> overrides,
    int firstFrame,
    int maxFrames) {
  public static final int DEFAULT_MAX_FRAMES = 10_000;
  private static final int MAX_OVERRIDES = 100;

  public SimulationRequest {
    overrides = List.copyOf(overrides);
    require(fromMs == null || toMs == null || fromMs <= toMs, "the range ends before it begins");
    require(stepMs >= 0, "step_ms must not be negative: " + stepMs);
    require(firstFrame >= 0, "first_frame must not be negative: " + firstFrame);
    require(
        maxFrames >= 1 && maxFrames <= 100_000, "max_frames must be 1 to 100000, not " + maxFrames);
    require(
        overrides.size() <= MAX_OVERRIDES,
        "at most %d overrides, not %d".formatted(MAX_OVERRIDES, overrides.size()));
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw RefusedException.wrong("bad_simulation", otherwise);
    }
  }
}
