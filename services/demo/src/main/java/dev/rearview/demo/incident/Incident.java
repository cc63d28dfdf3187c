package dev.rearview.demo.incident;

import dev.rearview.demo.shop.Seeds;
import dev.rearview.demo.shop.Service;
import dev.rearview.model.EventIds;
import java.util.UUID;

/**
 * One incident.
 *
 * @param startMs when its root event happens
 * @param endMs when it is over: rolled back, restarted, or freed
 */
public record Incident(
    String id, IncidentKind kind, Service root, long startMs, long endMs, long seed) {

  /** How far it has come, 0 to 1; outside its time 0. */
  public double progress(long atMs) {
    return atMs < startMs || atMs >= endMs ? 0 : (double) (atMs - startMs) / (endMs - startMs);
  }

  public boolean activeAt(long atMs) {
    return atMs >= startMs && atMs < endMs;
  }

  /** The id of the event that it begins with. */
  public UUID rootEventId() {
    return EventIds.fresh(startMs, Seeds.random(seed, 1));
  }

  /** When the circuit breaker of a caller opens: 15 to 40 seconds after the start. */
  public long breakerOpensMs(Service caller) {
    return startMs + 15_000 + Seeds.random(seed, 2, caller.ordinal()).nextInt(25_000);
  }

  /** When it closes again: 4 to 12 seconds after the end. */
  public long breakerClosesMs(Service caller) {
    return endMs + 4_000 + Seeds.random(seed, 3, caller.ordinal()).nextInt(8_000);
  }
}
