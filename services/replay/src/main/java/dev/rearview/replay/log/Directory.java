package dev.rearview.replay.log;

import java.util.Optional;

/**
 * What the log is about: components, sessions, statistics, declared dependencies. {@link
 * LocalDirectory} answers for the partitions that this instance holds.
 */
public interface Directory {
  /** Components after this id, by id. Close it. */
  Cursor<ComponentSummary> components(String world, String after);

  Optional<ComponentSummary> component(String world, String componentId);

  /** Sessions by id. Close it. */
  Cursor<SessionSummary> sessions(String world);

  /** One session; of what has no {@code session_id} use {@link EventSource}. */
  Optional<SessionSummary> session(String world, String sessionId);

  WorldStats stats(String world);

  /**
   * Up to which number every partition has all that it will ever have of a world: each takes its
   * events in by number, so it is the least of their last numbers; 0 where a partition has none.
   */
  long completeTo(String world);

  /** What a world takes of the stores' files, in bytes, by its share of their events. */
  long diskBytes(String world);

  /** How many events were observed within a time, both ends inclusive, counted up to a bound. */
  long countObserved(String world, long fromMs, long toMs, long bound);

  /** What the component last declared to depend on, up to and including this time. */
  Optional<Declaration> declared(String world, String componentId, long atMs);
}
