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
 * @param rules YAML of the rules that act, instead of the configured ones; null: those act, where
 *     there are overrides
 * @param view which of its frames
 */
public record SimulationRequest(
    String world,
    String sessionId,
    @Nullable Long fromMs,
    @Nullable Long toMs,
    long stepMs,
    List<StateOverride> overrides,
    @Nullable String rules,
    View view) {
  private static final int MAX_OVERRIDES = 100;

  public SimulationRequest {
    overrides = List.copyOf(overrides);
    require(fromMs == null || toMs == null || fromMs <= toMs, "the range ends before it begins");
    require(stepMs >= 0, "step_ms must not be negative: " + stepMs);
    require(
        overrides.size() <= MAX_OVERRIDES,
        "at most %d overrides, not %d".formatted(MAX_OVERRIDES, overrides.size()));
  }

  /**
   * Which frames, and in which direction; frames before are not made.
   *
   * @param firstFrame where to begin; null: at {@code seekMs} or, without it, at the first frame
   *     or, backward, at the last one
   * @param seekMs begin at the first frame at or after this time
   * @param backward to earlier frames
   * @param maxFrames 1 to 100,000
   */
  public record View(
      @Nullable Integer firstFrame, @Nullable Long seekMs, boolean backward, int maxFrames) {
    public static final int DEFAULT_MAX_FRAMES = 10_000;

    public View {
      require(
          firstFrame == null || firstFrame >= 0, "first_frame must not be negative: " + firstFrame);
      require(firstFrame == null || seekMs == null, "give first_frame or seek, not both of them");
      require(
          maxFrames >= 1 && maxFrames <= 100_000,
          "max_frames must be 1 to 100000, not " + maxFrames);
    }

    /** All of them, from the first one on. */
    public static View all() {
      return from(0);
    }

    /** From a frame on. */
    public static View from(int firstFrame) {
      return new View(firstFrame, null, false, DEFAULT_MAX_FRAMES);
    }
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw RefusedException.wrong("bad_simulation", otherwise);
    }
  }
}
