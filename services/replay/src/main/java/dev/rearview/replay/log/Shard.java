package dev.rearview.replay.log;

import dev.rearview.replay.RefusedException;

/**
 * One partition's part of the log, to be read.
 *
 * @param events bodies of events, by sequence number
 * @param index everything that leads to them, and summaries
 * @param state which events a component has, by time, with their deltas; snapshots
 */
public record Shard(OrderedBytes events, OrderedBytes index, OrderedBytes state) {
  public static final String EVENTS = "events";
  public static final String INDEX = "index";
  public static final String STATE = "state";

  /** One of them by its name, as instances ask each other. */
  public OrderedBytes part(String name) {
    return switch (name) {
      case EVENTS -> events;
      case INDEX -> index;
      case STATE -> state;
      default ->
          throw RefusedException.wrong(
              "bad_store", "store must be events, index or state, not '%s'".formatted(name));
    };
  }
}
