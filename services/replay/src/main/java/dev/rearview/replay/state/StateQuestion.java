package dev.rearview.replay.state;

import org.jspecify.annotations.Nullable;

/**
 * Which state is wanted; times are epoch milliseconds.
 *
 * @param componentId canonical
 * @param fromMs null: the state at {@code toMs}; else the fold of only the deltas from here to
 *     there, beginning empty, both ends inclusive
 * @param withSteps also each delta with the state after it; the newest 1,000
 */
public record StateQuestion(
    String world, String componentId, @Nullable Long fromMs, long toMs, boolean withSteps) {
  public StateQuestion {
    if (fromMs != null && fromMs > toMs) {
      throw new IllegalArgumentException(
          "the range begins at %d, after its end %d".formatted(fromMs, toMs));
    }
  }

  public static StateQuestion at(String world, String componentId, long atMs) {
    return new StateQuestion(world, componentId, null, atMs, false);
  }
}
