package dev.rearview.replay.api;

import dev.rearview.model.ComponentId;
import dev.rearview.model.Worlds;
import dev.rearview.replay.RefusedException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads what questions name, and refuses what names nothing. */
final class Asked {
  private Asked() {}

  /** Empty or null is the default world. */
  static String world(@Nullable String world) {
    if (world == null || world.isEmpty()) {
      return Worlds.DEFAULT;
    }
    if (!Worlds.isValid(world)) {
      throw RefusedException.wrong(
          "bad_world", "world must be 1 to 63 of a-z 0-9 . _ -, not '%s'".formatted(world));
    }
    return world;
  }

  /** The canonical id. */
  static String component(String id) {
    ComponentId component = ComponentId.tryParse(id);
    if (component == null) {
      throw RefusedException.wrong(
          "bad_component",
          "a component is [kind/]namespace/name, not '%s'"
              .formatted(id.length() > 80 ? id.substring(0, 80) + "…" : id));
    }
    return component.toString();
  }

  static UUID event(String id) {
    try {
      return UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      throw RefusedException.wrong(
          "bad_event_id", "an event's id is a UUID, not '%s'".formatted(id));
    }
  }

  /** 0 takes the default. */
  static int limit(int limit, int byDefault, int most) {
    if (limit < 0 || limit > most) {
      throw RefusedException.wrong(
          "bad_limit", "limit must be 1 to %d, not %d".formatted(most, limit));
    }
    return limit == 0 ? byDefault : limit;
  }
}
