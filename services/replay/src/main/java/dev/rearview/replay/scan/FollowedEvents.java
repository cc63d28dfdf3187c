package dev.rearview.replay.scan;

import dev.rearview.model.Event;
import dev.rearview.replay.log.Cursor;
import dev.rearview.replay.log.EventSelection;
import dev.rearview.replay.log.EventSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.NoSuchElementException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * What there is, then what comes, by sequence number; waits for more until it is stopped. The
 * partitions are read one after the other, so that a number may come a moment after a later one: it
 * is waited for before what lies behind it is given, though not for ever.
 */
final class FollowedEvents implements Cursor<Event> {
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final int PORTION = 500;

  /** So many looks a missing number is waited for; after that it is a hole. */
  private static final int MAX_LOOKS_AT_A_HOLE = 20;

  private final EventSource events;
  private final String world;
  private final Cursor<Event> before;
  private final BooleanSupplier stopped;
  private final Deque<Event> ahead = new ArrayDeque<>();
  private long next;
  private int looksAtHole;

  FollowedEvents(
      EventSource events,
      String world,
      Cursor<Event> before,
      long fromSeq,
      BooleanSupplier stopped) {
    this.events = events;
    this.world = world;
    this.before = before;
    this.next = fromSeq;
    this.stopped = stopped;
  }

  @Override
  public boolean hasNext() {
    if (before.hasNext()) {
      return true;
    }
    while (ahead.isEmpty() && !stopped.getAsBoolean()) {
      look();
      if (ahead.isEmpty()) {
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
    return !ahead.isEmpty();
  }

  private void look() {
    EventSelection following =
        EventSelection.all(world, new EventSelection.By.Sequence()).since(next);
    try (Cursor<Event> found = events.read(following)) {
      boolean any = false;
      while (found.hasNext() && ahead.size() < PORTION) {
        Event event = found.next();
        any = true;
        if (event.globalSeq() > next && looksAtHole < MAX_LOOKS_AT_A_HOLE) {
          break;
        }
        looksAtHole = 0;
        ahead.add(event);
        next = event.globalSeq() + 1;
      }
      looksAtHole = any && ahead.isEmpty() ? looksAtHole + 1 : 0;
    }
  }

  @Override
  public Event next() {
    if (before.hasNext()) {
      return before.next();
    }
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return ahead.remove();
  }

  @Override
  public void close() {
    before.close();
  }
}
