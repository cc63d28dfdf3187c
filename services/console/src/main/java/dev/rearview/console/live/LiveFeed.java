package dev.rearview.console.live;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Hands each message to every open channel. */
public final class LiveFeed {
  private final int maxChannels;
  private final int capacity;
  private final List<LiveChannel> channels = new CopyOnWriteArrayList<>();

  /**
   * @param maxChannels most channels open at once
   * @param capacity most messages that wait in each
   */
  public LiveFeed(int maxChannels, int capacity) {
    this.maxChannels = maxChannels;
    this.capacity = capacity;
  }

  /**
   * Opens a channel; whoever opens it closes it.
   *
   * @param arrived called when something waits in it, on the publisher's thread
   * @return empty where as many as allowed are open
   */
  public synchronized Optional<LiveChannel> open(LiveFilter filter, Runnable arrived) {
    if (channels.size() >= maxChannels) {
      return Optional.empty();
    }
    LiveChannel channel = new LiveChannel(filter, capacity, arrived);
    channels.add(channel);
    return Optional.of(channel);
  }

  public synchronized void close(LiveChannel channel) {
    channels.remove(channel);
  }

  public void publish(LiveItem.Message message) {
    channels.forEach(channel -> channel.offer(message));
  }

  /** Tells everybody that records could not be read. */
  public void miss(long messages) {
    channels.forEach(channel -> channel.miss(messages));
  }

  public int openChannels() {
    return channels.size();
  }
}
