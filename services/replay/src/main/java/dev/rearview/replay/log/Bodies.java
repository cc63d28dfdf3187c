package dev.rearview.replay.log;

import dev.rearview.model.Event;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the bodies of a world's events in one partition. */
public final class Bodies {
  private final OrderedBytes events;
  private final EventBytes bytes;
  private final String world;

  public Bodies(OrderedBytes events, EventBytes bytes, String world) {
    this.events = events;
    this.bytes = bytes;
    this.world = world;
  }

  /** The event with this number; null where the partition has none. */
  public @Nullable Event get(long seq) {
    byte[] body = events.get(Keys.body(world, seq));
    return body == null ? null : bytes.decode(world, seq, body);
  }

  /** The events with these numbers, in the same order; what the partition has not is left out. */
  List<Event> getAll(List<Long> numbers) {
    List<byte @Nullable []> bodies = bodies(numbers);
    List<Event> found = new ArrayList<>(numbers.size());
    for (int i = 0; i < numbers.size(); i++) {
      byte[] body = bodies.get(i);
      if (body != null) {
        found.add(bytes.decode(world, numbers.get(i), body));
      }
    }
    return found;
  }

  /** The hashes of the events with these numbers; null where the partition has none. */
  List<@Nullable String> hashes(List<Long> numbers) {
    List<@Nullable String> hashes = new ArrayList<>(numbers.size());
    for (byte[] body : bodies(numbers)) {
      hashes.add(body == null ? null : bytes.hash(body));
    }
    return hashes;
  }

  private List<byte @Nullable []> bodies(List<Long> numbers) {
    return events.getAll(numbers.stream().map(seq -> Keys.body(world, seq)).toList());
  }

  /** All from a number on, in order. Close it. */
  Cursor<Event> from(long seq) {
    return events
        .range(Keys.body(world, seq), Keys.body(world, Long.MAX_VALUE))
        .map(entry -> bytes.decode(world, Keys.numberOf(entry.key()), entry.value()));
  }
}
