package dev.rearview.console.live;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * One client's part of the feed: a bounded buffer. What does not fit is dropped and counted, and
 * the client is told the count in the place where the messages are missing.
 */
public final class LiveChannel {
  private final LiveFilter filter;
  private final int capacity;
  private final Runnable arrived;
  private final Queue<LiveItem> waiting = new ArrayDeque<>();
  private long dropped;

  /**
   * @param capacity most messages that wait, above 0
   * @param arrived called after each message that was taken, on the feed's thread
   */
  LiveChannel(LiveFilter filter, int capacity, Runnable arrived) {
    if (capacity < 1) {
      throw new IllegalArgumentException("a channel's capacity is above 0, not " + capacity);
    }
    this.filter = filter;
    this.capacity = capacity;
    this.arrived = arrived;
  }

  void offer(LiveItem.Message message) {
    if (!filter.matches(message)) {
      return;
    }
    synchronized (this) {
      if (waiting.size() >= capacity) {
        dropped++;
        return;
      }
      if (dropped > 0) {
        waiting.add(takeGap());
      }
      waiting.add(message);
    }
    arrived.run();
  }

  /** Messages were lost before they reached the feed. */
  void miss(long messages) {
    synchronized (this) {
      dropped += messages;
    }
    arrived.run();
  }

  /** The next item; null where nothing waits. */
  public synchronized @Nullable LiveItem poll() {
    LiveItem next = waiting.poll();
    return next == null && dropped > 0 ? takeGap() : next;
  }

  private LiveItem takeGap() {
    LiveItem gap = new LiveItem.Gap(dropped);
    dropped = 0;
    return gap;
  }
}
