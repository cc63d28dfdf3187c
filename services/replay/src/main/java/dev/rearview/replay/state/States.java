package dev.rearview.replay.state;

import dev.rearview.replay.log.Position;

/** Where states can be had of what was taken in so far. */
@FunctionalInterface
public interface States {
  /** The fold of everything up to and including a position. */
  Fold foldTo(String world, String component, Position upTo);
}
