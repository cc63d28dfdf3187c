package dev.rearview.query.upstream;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Asks the service that keeps the event log's past. Times are epoch milliseconds, both ends
 * inclusive. Every call ends within the given time.
 *
 * @see UpstreamException
 */
public interface History {

  /**
   * The state of a component.
   *
   * @param fromMs null: folded from the beginning
   */
  StateView state(
      String world, String component, @Nullable Long fromMs, long toMs, Duration within);

  /**
   * The components seen by a time.
   *
   * @param atMs null: now
   */
  Seen components(String world, @Nullable Long atMs, Duration within);

  /** What a component depends on, also indirectly. */
  Told dependencies(String world, String component, long atMs, Duration within);

  /** Circular dependencies, self-dependencies and missing components. */
  Told cycles(String world, long atMs, Duration within);

  /**
   * Plays a session.
   *
   * @param fromMs null: the session's beginning
   * @param toMs null: the session's end
   * @param stepMs 0: a frame for each event
   * @param frames takes one row for each frame; false stops
   */
  void simulate(
      String world,
      String session,
      @Nullable Long fromMs,
      @Nullable Long toMs,
      long stepMs,
      List<StateChange> changes,
      int maxFrames,
      Duration within,
      Predicate<Map<String, @Nullable Object>> frames);

  /** Statistics of the log: one row. */
  Told statistics(String world, Duration within);

  /** Recomputes the chain: one row, and one for each damage. */
  Told verify(String world, Duration within);
}
