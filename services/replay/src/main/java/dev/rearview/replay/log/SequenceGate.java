package dev.rearview.replay.log;

import dev.rearview.model.Event;
import dev.rearview.replay.RefusedException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits until the store has everything up to a sequence number. */
public final class SequenceGate {
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
  private static final int MAX_LOOKED_AT = 10_000;

  private final Directory directory;
  private final EventSource events;
  private final Duration atMost;
  private final Map<String, Long> complete = new ConcurrentHashMap<>();

  /**
   * @param atMost how long it waits, at most
   */
  public SequenceGate(Directory directory, EventSource events, Duration atMost) {
    this.directory = directory;
    this.events = events;
    this.atMost = atMost;
  }

  /**
   * Returns once every event up to the number is in the store; at once for 0.
   *
   * @throws RefusedException {@code behind} where that takes too long
   */
  public void await(String world, long minSeq) {
    if (!reached(world, minSeq)) {
      throw RefusedException.notNow(
          "behind",
          "the store of world '%s' has not everything up to global_seq %d after %d ms; it has up to %d"
              .formatted(world, minSeq, atMost.toMillis(), complete.getOrDefault(world, 0L)));
    }
  }

  /** As {@link #await}, but says whether it was reached instead of refusing. */
  public boolean reached(String world, long minSeq) {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (!has(world, minSeq)) {
      if (System.nanoTime() - deadline > 0 || Thread.currentThread().isInterrupted()) {
        return false;
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    return true;
  }

  private boolean has(String world, long minSeq) {
    if (minSeq <= complete.getOrDefault(world, 0L)) {
      return true;
    }
    complete.merge(world, directory.completeTo(world), Math::max);
    WorldStats stats = directory.stats(world);
    if (stats.dense()) {
      complete.merge(world, stats.lastSeq(), Math::max);
    } else if (stats.lastSeq() >= minSeq) {
      advance(world, stats.firstSeq());
    }
    return minSeq <= complete.getOrDefault(world, 0L);
  }

  /** Partitions are read one after the other: looks how far the numbers follow each other. */
  private void advance(String world, long firstSeq) {
    long reached = Math.max(complete.getOrDefault(world, 0L), firstSeq - 1);
    EventSelection next =
        EventSelection.all(world, new EventSelection.By.Sequence()).since(reached + 1);
    try (Cursor<Event> following = events.read(next)) {
      for (int i = 0; i < MAX_LOOKED_AT && following.hasNext(); i++) {
        if (following.next().globalSeq() != reached + 1) {
          break;
        }
        reached++;
      }
    }
    complete.merge(world, reached, Math::max);
  }
}
