package dev.rearview.replay.log;

/**
 * A world's log in numbers, as of now.
 *
 * @param sessions how many sessions, counted up to {@value #MAX_SESSIONS}
 * @param eventsPerSecond over the last minute of observation
 * @param lag how many records of the log the store does not know yet
 * @param diskBytes what the world takes of the stores' files, by its share of their events
 */
public record LogStats(
    String world,
    WorldStats totals,
    long sessions,
    double eventsPerSecond,
    long lag,
    long diskBytes) {
  private static final int MAX_SESSIONS = 1_000_000;
  private static final int MAX_RATE_EVENTS = 1_000_000;
  private static final long RATE_MS = 60_000;

  /** Counts. */
  public static LogStats of(String world, Directory directory, long lag) {
    WorldStats totals = directory.stats(world);
    long sessions = 0;
    try (Cursor<SessionSummary> all = directory.sessions(world)) {
      for (; all.hasNext() && sessions < MAX_SESSIONS; all.next()) {
        sessions++;
      }
    }
    long recent =
        totals.events() == 0
            ? 0
            : directory.countObserved(
                world,
                totals.lastObservedMs() - RATE_MS + 1,
                totals.lastObservedMs(),
                MAX_RATE_EVENTS);
    return new LogStats(
        world, totals, sessions, recent * 1000.0 / RATE_MS, lag, directory.diskBytes(world));
  }
}
