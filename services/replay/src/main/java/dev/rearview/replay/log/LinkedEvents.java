package dev.rearview.replay.log;

import dev.rearview.integrity.HashChain;
import dev.rearview.model.Event;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Events with the hashes before them, which the stores leave out: each is the hash of the event
 * with the number before, in whichever partition that is. Only the first event that is left after a
 * prune has none.
 */
public final class LinkedEvents implements EventSource {
  private final EventSource events;
  private final Holdings holdings;
  private final EventBytes bytes;

  public LinkedEvents(EventSource events, Holdings holdings, EventBytes bytes) {
    this.events = events;
    this.holdings = holdings;
    this.bytes = bytes;
  }

  @Override
  public Cursor<Event> read(EventSelection selection) {
    return new Linking(events.read(selection), selection.world());
  }

  /** In portions: few at first, as many questions want only the first. */
  private final class Linking implements Cursor<Event> {
    private static final int FIRST = 4;
    private static final int LARGEST = 256;

    private final Cursor<Event> source;
    private final String world;
    private final Deque<Event> linked = new ArrayDeque<>();
    private @Nullable Event last;
    private int portion = FIRST;

    Linking(Cursor<Event> source, String world) {
      this.source = source;
      this.world = world;
    }

    @Override
    public boolean hasNext() {
      if (linked.isEmpty() && source.hasNext()) {
        List<Event> read = new ArrayList<>(portion);
        while (read.size() < portion && source.hasNext()) {
          read.add(source.next());
        }
        link(read);
        portion = Math.min(portion * 4, LARGEST);
      }
      return !linked.isEmpty();
    }

    private void link(List<Event> read) {
      Map<Long, String> hashes = new HashMap<>();
      hashes.put(0L, HashChain.GENESIS);
      note(last, hashes);
      read.forEach(event -> note(event, hashes));
      look(
          read.stream()
              .filter(event -> event.prevHash() == null && event.hash() != null)
              .map(event -> event.globalSeq() - 1)
              .filter(seq -> !hashes.containsKey(seq))
              .toList(),
          hashes);
      for (Event event : read) {
        String before = hashes.get(event.globalSeq() - 1);
        linked.add(
            event.prevHash() == null && event.hash() != null && before != null
                ? event.toBuilder().prevHash(before).build()
                : event);
      }
      last = read.getLast();
    }

    private void look(List<Long> numbers, Map<Long, String> hashes) {
      if (numbers.isEmpty()) {
        return;
      }
      for (Shard shard : holdings.shards()) {
        List<@Nullable String> found = new Bodies(shard.events(), bytes, world).hashes(numbers);
        for (int i = 0; i < numbers.size(); i++) {
          String hash = found.get(i);
          if (hash != null) {
            hashes.put(numbers.get(i), hash);
          }
        }
      }
    }

    private static void note(@Nullable Event event, Map<Long, String> hashes) {
      if (event != null && event.hash() != null) {
        hashes.put(event.globalSeq(), event.hash());
      }
    }

    @Override
    public Event next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return linked.remove();
    }

    @Override
    public void close() {
      source.close();
    }
  }
}
