package dev.rearview.replay.log;

import dev.rearview.model.Event;
import dev.rearview.replay.log.EventSelection.By;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a selection in portions and holds nothing of the store between them: for readers that may
 * be slow, or go away without a word.
 */
public final class Portions implements Cursor<Event> {
  private static final int PORTION = 500;

  private final EventSource events;
  private final EventSelection selection;
  private final Deque<Event> ahead = new ArrayDeque<>();
  private @Nullable Event last;
  private boolean ended;

  public Portions(EventSource events, EventSelection selection) {
    this.events = events;
    this.selection = selection;
  }

  @Override
  public boolean hasNext() {
    if (ahead.isEmpty() && !ended) {
      readOn();
    }
    return !ahead.isEmpty();
  }

  @Override
  public Event next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return ahead.remove();
  }

  private void readOn() {
    Event after = last;
    try (Cursor<Event> following = events.read(after == null ? selection : rest(after))) {
      while (following.hasNext() && ahead.size() < PORTION) {
        Event event = following.next();
        if (after == null || selection.order().compare(event, after) > 0) {
          ahead.add(event);
        }
      }
      ended = !following.hasNext();
    }
    last = ahead.peekLast();
  }

  private EventSelection rest(Event after) {
    return switch (selection.by()) {
      case By.Sequence s -> selection.since(after.globalSeq());
      case By.Source s -> selection.since(after.globalSeq());
      case By.Request r -> selection.since(after.globalSeq());
      case By.Observed o -> selection.between(after.observedMs(), selection.toMs());
      case By.Time t -> selection.between(after.timestampMs(), selection.toMs());
      case By.Component c -> selection.between(after.timestampMs(), selection.toMs());
      case By.Correlated c -> selection.between(after.timestampMs(), selection.toMs());
      case By.Id i -> selection;
      case By.Span s -> selection.between(after.timestampMs(), selection.toMs());
    };
  }

  @Override
  public void close() {
    ended = true;
    ahead.clear();
  }
}
