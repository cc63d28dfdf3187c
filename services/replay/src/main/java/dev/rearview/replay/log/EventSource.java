package dev.rearview.replay.log;

import dev.rearview.model.Event;
import java.util.Optional;
import java.util.UUID;

/**
 * Reads the log. {@link LocalEvents} reads the partitions that this instance holds; what asks for
 * the whole log merges it with the other instances' answers in the selection's order.
 */
public interface EventSource {
  /** The selected events, in the selection's order, read as the cursor advances. Close it. */
  Cursor<Event> read(EventSelection selection);

  /** The event with this id. */
  default Optional<Event> byId(String world, UUID id) {
    try (Cursor<Event> found = read(EventSelection.all(world, new EventSelection.By.Id(id)))) {
      return found.hasNext() ? Optional.of(found.next()) : Optional.empty();
    }
  }
}
