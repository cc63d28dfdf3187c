package dev.rearview.replay.session;

import org.jspecify.annotations.Nullable;

/**
 * Where a what-if departs from what happened, or comes back to it.
 *
 * @param path JSON pointer into the component's state; empty: it is about an event as a whole
 * @param recorded JSON; null: the path is absent, or there is none
 * @param simulated as {@code recorded}
 * @param eventId the recorded event that does not happen or does not apply; else null
 * @param text the same as a sentence
 */
public record Departure(
    Kind kind,
    String componentId,
    String path,
    long atMs,
    @Nullable String recorded,
    @Nullable String simulated,
    @Nullable String eventId,
    String text) {
  /** What departs. */
  public enum Kind {
    /** The request itself sets it. */
    SET,
    /** A path begins to differ. */
    DIFFERS,
    /** A path is again as recorded. */
    AGAIN,
    /** A recorded event does not happen: nobody sends its message. */
    ABSENT,
    /** What an event recorded cannot be applied to the simulated state. */
    SKIPPED;

    public String wireName() {
      return switch (this) {
        case SET -> "set";
        case DIFFERS -> "differs";
        case AGAIN -> "again";
        case ABSENT -> "absent";
        case SKIPPED -> "skipped";
      };
    }

    /** Whether it is a consequence, rather than the request's own doing or a return. */
    boolean isConsequence() {
      return this == DIFFERS || this == ABSENT || this == SKIPPED;
    }
  }
}
