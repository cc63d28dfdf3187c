package dev.rearview.replay.session;

import dev.rearview.model.Event;
import dev.rearview.replay.RefusedException;
import dev.rearview.replay.log.Correlation;
import dev.rearview.replay.log.Cursor;
import dev.rearview.replay.log.Directory;
import dev.rearview.replay.log.EventSelection;
import dev.rearview.replay.log.EventSource;
import dev.rearview.replay.log.SessionSummary;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Lists sessions and finds one, also by its request or trace id. */
public final class Sessions {
  /** Most events of a request or trace that are counted. */
  private static final int MAX_COUNTED = 100_000;

  private static final Comparator<Mark> NEWEST_FIRST =
      Comparator.comparingLong(Mark::lastMs).reversed().thenComparing(Mark::sessionId);

  private final Directory directory;
  private final EventSource events;

  public Sessions(Directory directory, EventSource events) {
    this.directory = directory;
    this.events = events;
  }

  /** Where a page ended; the next one begins after it. */
  public record Mark(long lastMs, String sessionId) {
    static Mark of(SessionSummary session) {
      return new Mark(session.lastMs(), session.sessionId());
    }

    public String text() {
      return lastMs + " " + sessionId;
    }

    /**
     * Reads {@link #text}.
     *
     * @throws RefusedException {@code bad_cursor}
     */
    public static Mark parse(String text) {
      int space = text.indexOf(' ');
      try {
        return new Mark(
            Long.parseLong(text.substring(0, Math.max(0, space))), text.substring(space + 1));
      } catch (NumberFormatException e) {
        throw RefusedException.wrong(
            "bad_cursor", "cursor '%s' was not given out by a page".formatted(text));
      }
    }
  }

  /**
   * One page.
   *
   * @param next null: there is no further page
   */
  public record Page(List<SessionSummary> sessions, @Nullable Mark next) {
    public Page {
      sessions = List.copyOf(sessions);
    }
  }

  /** A session and the field by which it was found. */
  public record Found(SessionSummary session, Correlation by) {}

  /** The sessions that ended last, newest first. */
  public Page list(String world, @Nullable Mark after, int limit) {
    Comparator<SessionSummary> order = Comparator.comparing(Mark::of, NEWEST_FIRST);
    PriorityQueue<SessionSummary> newest = new PriorityQueue<>(order.reversed());
    boolean more = false;
    try (Cursor<SessionSummary> all = directory.sessions(world)) {
      while (all.hasNext()) {
        SessionSummary session = all.next();
        if (after != null && NEWEST_FIRST.compare(Mark.of(session), after) <= 0) {
          continue;
        }
        newest.add(session);
        if (newest.size() > limit) {
          newest.poll();
          more = true;
        }
      }
    }
    List<SessionSummary> page = newest.stream().sorted(order).toList();
    return new Page(page, more ? Mark.of(page.getLast()) : null);
  }

  /** Looks for a key as session_id, then request_id, then trace_id. */
  public Optional<Found> find(String world, String key) {
    Optional<SessionSummary> session = directory.session(world, key);
    if (session.isPresent()) {
      return Optional.of(new Found(session.get(), Correlation.SESSION_ID));
    }
    for (Correlation by : List.of(Correlation.REQUEST_ID, Correlation.TRACE_ID)) {
      SessionSummary summary = summarize(world, by, key);
      if (summary.events() > 0) {
        return Optional.of(new Found(summary, by));
      }
    }
    return Optional.empty();
  }

  /** As {@link #find}, refused where there is none. */
  public Found require(String world, String key) {
    return find(world, key)
        .orElseThrow(() ->
            RefusedException.missing(
                "unknown_session",
                "the log of world '%s' has no session_id, request_id or trace_id '%s'"
                    .formatted(world, key)));
  }

  private SessionSummary summarize(String world, Correlation by, String key) {
    SessionSummary summary = SessionSummary.none(key);
    try (Cursor<Event> found =
        events.read(EventSelection.all(world, new EventSelection.By.Correlated(by, key)))) {
      for (int i = 0; i < MAX_COUNTED && found.hasNext(); i++) {
        summary = summary.plus(found.next());
      }
    }
    return summary;
  }
}
