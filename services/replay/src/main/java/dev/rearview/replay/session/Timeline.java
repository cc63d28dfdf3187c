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

  /** The place before the frame at which the simulation begins. */
  Position start();

  /** The place of the next frame. */
  Position next();

  /** At {@code from}, then every step, and at {@code to}. */
  final class Steps implements Timeline {
    private final long fromMs;
    private final long toMs;
    private final long stepMs;
    private final int total;
    private long frame;

    Steps(long fromMs, long toMs, long stepMs, int firstFrame) {
      this.fromMs = fromMs;
      this.toMs = toMs;
      this.stepMs = stepMs;
      this.frame = firstFrame;
      this.total = bounded((toMs - fromMs + stepMs - 1) / stepMs + 1);
    }

    @Override
    public int total() {
      return total;
    }

    @Override
    public Position start() {
      return frame == 0 ? Position.endOf(fromMs - 1) : place(frame - 1);
    }

    @Override
    public Position next() {
      return place(frame++);
    }

    private Position place(long index) {
      return Position.endOf(Math.min(fromMs + index * stepMs, toMs));
    }
  }

  /** At each event. The log is read in portions, so that nothing is held between frames. */
  final class Events implements Timeline {
    private static final int PORTION = 500;

    private final EventSource events;
    private final EventSelection selection;
    private final int total;
    private final Deque<Position> ahead = new ArrayDeque<>();
    private final Position start;
    private Position last;

    Events(EventSource events, EventSelection selection, int firstFrame) {
      this.events = events;
      this.selection = selection;
      long count = 0;
      Position before = Position.endOf(selection.fromMs() - 1);
      try (Cursor<Event> all = events.read(selection)) {
        for (; all.hasNext(); count++) {
          Event event = all.next();
          if (count < firstFrame) {
            before = new Position(event.timestampMs(), event.globalSeq());
          }
        }
      }
      total = bounded(count);
      start = before;
      last = before;
    }

    @Override
    public int total() {
      return total;
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
      last = next == null ? Position.endOf(selection.toMs()) : next;
      return last;
    }

    private void readOn() {
      EventSelection rest = selection.between(last.timestampMs(), selection.toMs());
      try (Cursor<Event> following = events.read(rest)) {
        while (following.hasNext() && ahead.size() < PORTION) {
          Event event = following.next();
          Position at = new Position(event.timestampMs(), event.globalSeq());
          if (at.compareTo(last) > 0) {
            ahead.add(at);
          }
        }
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
