package dev.rearview.demo.shop;

import dev.rearview.model.Event;
import dev.rearview.model.EventIds;
import dev.rearview.model.Worlds;
import java.util.random.RandomGenerator;

/** Begins the events that the shop's services send. */
public final class Facts {
  private Facts() {}

  /** An event of the service at that time, with an id of its own. */
  public static Event.Builder of(Service service, long atMs, RandomGenerator random) {
    return Event.builder()
        .id(EventIds.fresh(atMs, random))
        .world(Worlds.DEFAULT)
        .timestampMs(atMs)
        .observedMs(atMs)
        .componentId(service.componentId())
        .sourceId("shop/" + service.app())
        .attribute("service", service.app());
  }
}
