package dev.rearview.replay.session;

import dev.rearview.model.Event;
import dev.rearview.replay.log.Cursor;
import dev.rearview.replay.log.EventSelection;
import dev.rearview.replay.log.EventSource;
import dev.rearview.replay.log.Position;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where every {@value #SPACING}th event of a session lies, so that the event with any number is
 * found by reading a few. A session is counted when it is first asked for and after it has grown;
 * the {@value #MAX_SESSIONS} asked for last are remembered.
 */
final class SessionMarks {
  static final int SPACING = 256;
  private static final int MAX_SESSIONS = 64;

  private final EventSource events;
  private final Map<EventSelection, Marks> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<EventSelection, Marks> eldest) {
          return size() > MAX_SESSIONS;
        }
      };

  SessionMarks(EventSource events) {
    this.events = events;
  }

  /**
   * Of one session.
   *
   * @param session all its events
   * @param size how many it has, as far as is known
   */
  Marks of(EventSelection session, long size) {
    synchronized (known) {
      Marks marks = known.get(session);
      if (marks != null && marks.total == size) {
        return marks;
      }
    }
    Marks counted = count(session);
    synchronized (known) {
      known.put(session, counted);
    }
    return counted;
  }

  private Marks count(EventSelection session) {
    List<Position> marks = new ArrayList<>();
    long total = 0;
    try (Cursor<Event> all = events.read(session)) {
      for (; all.hasNext(); total++) {
        Event event = all.next();
        if (total % SPACING == 0) {
          marks.add(new Position(event.timestampMs(), event.globalSeq()));
        }
      }
    }
    return new Marks(session, List.copyOf(marks), total);
  }

  /** The marks of a session. */
  final class Marks {
    private final EventSelection session;
    private final List<Position> marks;
    private final long total;

    private Marks(EventSelection session, List<Position> marks, long total) {
      this.session = session;
      this.marks = marks;
      this.total = total;
    }

    /** How many events lie at or before a position. */
    long countTo(Position to) {
      int found = Collections.binarySearch(marks, to);
      int mark = found >= 0 ? found : -found - 2;
      if (mark < 0) {
        return 0;
      }
      long count = (long) mark * SPACING;
      Position from = marks.get(mark);
      try (Cursor<Event> after = events.read(session.between(from.timestampMs(), Long.MAX_VALUE))) {
        while (after.hasNext()) {
          Event event = after.next();
          Position at = new Position(event.timestampMs(), event.globalSeq());
          if (at.compareTo(from) < 0) {
            continue;
          }
          if (at.compareTo(to) > 0) {
            break;
          }
          count++;
        }
      }
      return count;
    }

    /** Where the event with this number lies, from 1; the last one where there are fewer. */
    Position at(long number) {
      int mark = (int) Math.min((number - 1) / SPACING, marks.size() - 1L);
      Position from = marks.get(mark);
      long count = (long) mark * SPACING;
      Position last = from;
      try (Cursor<Event> after = events.read(session.between(from.timestampMs(), Long.MAX_VALUE))) {
        while (after.hasNext() && count < number) {
          Event event = after.next();
          Position at = new Position(event.timestampMs(), event.globalSeq());
          if (at.compareTo(from) >= 0) {
            last = at;
            count++;
          }
        }
      }
      return last;
    }
  }
}
