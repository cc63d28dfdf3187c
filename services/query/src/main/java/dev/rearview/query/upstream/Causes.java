package dev.rearview.query.upstream;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks the service that knows what caused what. Every call ends within the given time. */
public interface Causes {

  /**
   * Follows causes or effects: one row for each event, with the edge that led to it.
   *
   * @param depth 0: as deep as the service goes
   * @param until condition in canonical TimeQL; empty: none
   */
  Told traverse(
      String world,
      String eventId,
      boolean forward,
      int depth,
      double minConfidence,
      String until,
      ZoneId zone,
      Instant now,
      Duration within);

  /** What is asked to be explained. */
  sealed interface Symptom {
    record OfEvent(String eventId) implements Symptom {}

    /** A session's, request's or trace's. */
    record OfSession(String sessionId) implements Symptom {}

    /**
     * Of what went wrong at a time.
     *
     * @param components whose trouble; empty: anybody's
     * @param lookBack null: the service's own default
     */
    record At(long atMs, List<String> components, @Nullable Duration lookBack) implements Symptom {
      public At {
        components = List.copyOf(components);
      }
    }
  }

  /** Root causes, most likely first: one row for each, with its chain. */
  Told rootCauses(String world, Symptom symptom, int limit, Duration within);
}
