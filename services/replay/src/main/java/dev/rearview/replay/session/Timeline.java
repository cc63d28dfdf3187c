package dev.rearview.replay.session;

import dev.rearview.model.Event;
import dev.rearview.replay.RefusedException;
import dev.rearview.replay.log.Cursor;
import dev.rearview.replay.log.EventSelection;
import dev.rearview.replay.log.EventSource;
import dev.rearview.replay.log.Position;
import java.util.ArrayDeque;
import java.util.Deque;

/** The places of a simulation's frames: at fixed steps, or at each of the session's events. */
sealed interface Timeline {
  int MAX_TOTAL = 10_000_000;

  /** How many frames there are. */
  int total();

  /** The first frame at or after a time; the last one where all are before it. */
  int frameAt(long atMs);

  /** The frames from one on, 0 to {@link #total}; finding it costs the same for any. */
  Walk from(int frame);

  /** Goes from frame to frame. */
  interface Walk {
    /** The place before the first frame. */
    Position start();

    /** The place of the next frame. */
    Position next();
  }

  /** At {@code from}, then every step, and at {@code to}. */
  final class Steps implements Timeline {
    private final long fromMs;
    private final long toMs;
    private final long stepMs;
    private final int total;

    Steps(long fromMs, long toMs, long stepMs) {
      this.fromMs = fromMs;
      this.toMs = toMs;
      this.stepMs = stepMs;
      this.total = bounded((toMs - fromMs + stepMs - 1) / stepMs + 1);
    }

    @Override
    public int total() {
      return total;
    }

    @Override
    public int frameAt(long atMs) {
      long frame = atMs <= fromMs ? 0 : (Math.min(atMs, toMs) - fromMs + stepMs - 1) / stepMs;
      return (int) Math.min(frame, total - 1L);
    }

    @Override
    public Walk from(int first) {
      return new Walk() {
        private long frame = first;

        @Override
        public Position start() {
          return first == 0 ? Position.endOf(fromMs - 1) : place(first - 1L);
        }

        @Override
        public Position next() {
          return place(frame++);
        }
      };
    }

    private Position place(long index) {
      return Position.endOf(Math.min(fromMs + index * stepMs, toMs));
    }
  }

  /** At each event. The log is read in portions, so that nothing is held between frames. */
  final class Events implements Timeline {
    private static final int PORTION = 500;

    private final EventSource events;
    private final EventSelection range;
    private final SessionMarks.Marks marks;
    private final Position before;
    private final long offset;
    private final int total;

    /**
     * Of a range of a session.
     *
     * @param marks of the whole session
     */
    Events(EventSource events, EventSelection range, SessionMarks.Marks marks) {
      this.events = events;
      this.range = range;
      this.marks = marks;
      before = Position.endOf(range.fromMs() - 1);
      offset = marks.countTo(before);
      total = bounded(marks.countTo(Position.endOf(range.toMs())) - offset);
    }

    @Override
    public int total() {
      return total;
    }

    @Override
    public int frameAt(long atMs) {
      long earlier = marks.countTo(Position.endOf(atMs - 1)) - offset;
      return (int) Math.clamp(earlier, 0, Math.max(0, total - 1));
    }

    @Override
    public Walk from(int first) {
      int frame = Math.min(first, total);
      return new Portions(frame == 0 ? before : marks.at(offset + frame));
    }

    private final class Portions implements Walk {
      private final Position start;
      private final Deque<Position> ahead = new ArrayDeque<>();
      private int portion = 8;
      private Position last;

      Portions(Position start) {
        this.start = start;
        last = start;
      }

      @Override
      public Position start() {
        return start;
      }

      @Override
      public Position next() {
        if (ahead.isEmpty()) {
          readOn();
        }
        Position next = ahead.poll();
        last = next == null ? Position.endOf(range.toMs()) : next;
        return last;
      }

      private void readOn() {
        EventSelection rest = range.between(last.timestampMs(), range.toMs());
        try (Cursor<Event> following = events.read(rest)) {
          while (following.hasNext() && ahead.size() < portion) {
            Event event = following.next();
            Position at = new Position(event.timestampMs(), event.globalSeq());
            if (at.compareTo(last) > 0) {
              ahead.add(at);
            }
          }
        }
        portion = Math.min(2 * portion, PORTION);
      }
    }
  }

  private static int bounded(long frames) {
    if (frames > MAX_TOTAL) {
      throw RefusedException.wrong(
          "too_many_frames",
          "the simulation would have %d frames, at most %d are made: take a longer step or a shorter range"
              .formatted(frames, MAX_TOTAL));
    }
    return (int) frames;
  }
}
