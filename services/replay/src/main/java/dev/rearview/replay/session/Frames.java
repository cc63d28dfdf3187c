package dev.rearview.replay.session;

import dev.rearview.replay.log.Cursor;
import dev.rearview.replay.log.Position;
import dev.rearview.replay.session.SimulationRequest.View;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Consumer;

/** A simulation's frames, forward or backward. */
final class Frames {
  /** Backward, so many frames are made forward and then turned around. */
  private static final int BLOCK = 64;

  private Frames() {}

  /** A run, and what keeps where it has come to. */
  record Play(Run run, Consumer<Run> keep) {}

  /** Opens a run that has come to a position. */
  interface Opener {
    Play at(Position position);
  }

  /** Those that a view shows. */
  static Cursor<Frame> of(Timeline timeline, View view, Opener opener, List<String> notes) {
    int total = timeline.total();
    int first = view.backward() ? total - 1 : 0;
    if (view.firstFrame() != null) {
      first = view.firstFrame();
    } else if (view.seekMs() != null) {
      first = timeline.frameAt(view.seekMs());
    }
    if (view.backward()) {
      return new Backward(timeline, Math.min(first, total - 1), view.maxFrames(), opener, notes);
    }
    int start = Math.min(first, total);
    int end = (int) Math.min(total, (long) start + view.maxFrames());
    return new Forward(timeline, start, end, opener, notes);
  }

  private static final class Forward implements Cursor<Frame> {
    private final Timeline timeline;
    private final Timeline.Walk walk;
    private final Play play;
    private final int end;
    private final List<String> notes;
    private int index;
    private int sinceKept;

    Forward(Timeline timeline, int start, int end, Opener opener, List<String> notes) {
      this.timeline = timeline;
      this.notes = notes;
      index = start;
      this.end = end;
      walk = timeline.from(start);
      play = opener.at(walk.start());
    }

    @Override
    public boolean hasNext() {
      return index < end;
    }

    @Override
    public Frame next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      Position to = walk.next();
      Run.Stretch stretch = play.run().advance(to);
      List<String> notesNow = new ArrayList<>(stretch.notes());
      notesNow.addAll(notes);
      Frame frame =
          new Frame(
              index++,
              timeline.total(),
              to.timestampMs(),
              play.run().states(),
              stretch.messages(),
              stretch.events(),
              stretch.departures(),
              stretch.firstDeparture(),
              notesNow);
      sinceKept += 1 + stretch.events().size();
      if (sinceKept >= 2 * Keyframes.SPACING) {
        sinceKept = 0;
        play.keep().accept(play.run());
      }
      return frame;
    }

    @Override
    public void close() {
      // between frames nothing is held
    }
  }

  private static final class Backward implements Cursor<Frame> {
    private final Timeline timeline;
    private final Opener opener;
    private final List<String> notes;
    private final Deque<Frame> ready = new ArrayDeque<>();
    private int next;
    private int left;

    Backward(Timeline timeline, int first, int maxFrames, Opener opener, List<String> notes) {
      this.timeline = timeline;
      this.opener = opener;
      this.notes = notes;
      next = first;
      left = maxFrames;
    }

    @Override
    public boolean hasNext() {
      return !ready.isEmpty() || (next >= 0 && left > 0);
    }

    @Override
    public Frame next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      if (ready.isEmpty()) {
        int from = Math.max(0, next - Math.min(BLOCK, left) + 1);
        new Forward(timeline, from, next + 1, opener, notes).forEachRemaining(ready::push);
        left -= next + 1 - from;
        next = from - 1;
      }
      return ready.pop();
    }

    @Override
    public void close() {
      // between blocks nothing is held
    }
  }
}
