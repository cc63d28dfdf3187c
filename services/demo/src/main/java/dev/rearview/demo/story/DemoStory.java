package dev.rearview.demo.story;

import dev.rearview.demo.incident.Incident;
import dev.rearview.demo.incident.IncidentKind;
import dev.rearview.demo.incident.Incidents;
import dev.rearview.demo.incident.Truth;
import dev.rearview.demo.rollout.Rollouts;
import dev.rearview.demo.rollout.Rollouts.Plan;
import dev.rearview.demo.shop.LogRecord;
import dev.rearview.demo.shop.Recorder;
import dev.rearview.demo.shop.Seeds;
import dev.rearview.demo.shop.Service;
import dev.rearview.model.Event;
import java.util.List;
import java.util.UUID;

/**
 * The story that is always there, in the minutes before the demo starts at 15:55:
 *
 * <ul>
 *   <li>15:40 to 15:50, session {@code s-42}; its order {@code req-8831} fails at 15:47:23
 *   <li>15:41 to 15:45, two accounts' passwords are changed after failed logins
 *   <li>15:43:02 to 15:49, inventory's connection pool is exhausted
 *   <li>15:50 to 15:52, cart's memory leaks; its container is killed and restarts
 *   <li>in the two hours before, cart is scaled several times, and version 2.4 is rolled out and
 *       rolled back three times
 * </ul>
 */
public final class DemoStory {
  /** How long before the start something of it may happen. */
  public static final long REACH_MS = 7_200_000;

  /** From so long before the start nothing but the story goes wrong. */
  public static final long QUIET_MS = 1_200_000;

  /** The request that fails. */
  public static final String FAILED_REQUEST = "req-8831";

  /** Checkout's error at 15:47:23. */
  public static final UUID VISIBLE_ERROR = UUID.fromString("018d0d8e-7b1e-7c44-9d0e-2f6a1b2c3d4e");

  private final Incident poolExhausted;
  private final List<LogRecord> lines;
  private final List<Event> events;

  public DemoStory(long startMs, long seed) {
    StoryClock clock = new StoryClock(startMs);
    Scenes scenes = new Scenes(seed);
    this.poolExhausted = incidents(startMs, seed).getFirst();
    new SessionS42(clock, scenes, poolExhausted.rootEventId()).play();
    new Logins(clock, scenes).play();
    this.lines = List.copyOf(scenes.lines());
    this.events = List.copyOf(scenes.events());
  }

  /** What goes wrong in it; the pool first. */
  public static List<Incident> incidents(long startMs, long seed) {
    StoryClock clock = new StoryClock(startMs);
    return List.of(
        incident(
            "story-pool",
            IncidentKind.POOL_EXHAUSTED,
            Service.INVENTORY,
            clock.at(43, 2, 0),
            clock.at(49, 0, 0),
            seed),
        incident(
            "story-leak",
            IncidentKind.MEMORY_LEAK,
            Service.CART,
            clock.at(50, 0, 0),
            clock.at(52, 0, 0),
            seed),
        release(clock, 95, 91, seed),
        release(clock, 55, 51, seed),
        release(clock, 34, 31, seed));
  }

  private static Incident release(StoryClock clock, int fromMinutes, int toMinutes, long seed) {
    return incident(
        "story-release-" + fromMinutes,
        IncidentKind.BAD_DEPLOYMENT,
        Service.CART,
        clock.minutesBefore(fromMinutes),
        clock.minutesBefore(toMinutes),
        seed);
  }

  private static Incident incident(
      String id, IncidentKind kind, Service root, long startMs, long endMs, long seed) {
    return new Incident(id, kind, root, startMs, endMs, Seeds.mix(seed, 601, Seeds.of(id)));
  }

  /** How cart is scaled in it. */
  public static List<Rollouts.Plan> plans(long startMs) {
    StoryClock clock = new StoryClock(startMs);
    return List.of(
        scaling(clock.minutesBefore(110), 3),
        scaling(clock.minutesBefore(80), 4),
        scaling(clock.minutesBefore(66), 2),
        scaling(clock.minutesBefore(43), 3),
        scaling(clock.minutesBefore(27), 2),
        scaling(clock.minutesBefore(18), 3),
        scaling(clock.at(41, 45, 0), 2));
  }

  private static Plan scaling(long atMs, int replicas) {
    return new Plan.Replicas(atMs, Service.CART, replicas, "autoscaler");
  }

  /** Plays what falls into the second that begins then. */
  public void second(long fromMs, Recorder recorder) {
    for (LogRecord line : lines) {
      if (Math.floorDiv(line.atMicros(), 1_000_000L) * 1_000 == fromMs) {
        recorder.log(line);
      }
    }
    for (Event event : events) {
      if (Math.floorDiv(event.timestampMs(), 1_000L) * 1_000 == fromMs) {
        recorder.event(event);
      }
    }
  }

  /** Tells the truth which of the story's errors came from its incident. */
  public void tell(long fromMs, Truth truth) {
    for (Event event : events) {
      boolean now = Math.floorDiv(event.timestampMs(), 1_000L) * 1_000 == fromMs;
      if (now && event.errorOccurred() && poolExhausted.activeAt(event.timestampMs())) {
        for (Service service : Service.values()) {
          if (service.componentId().equals(event.componentId())) {
            truth.reached(
                poolExhausted,
                service,
                event.timestampMs(),
                event.id(),
                service == Service.CHECKOUT || service == Service.API_GATEWAY);
          }
        }
      }
    }
  }

  /** The calendar of incidents around it. */
  public static Incidents calendar(long startMs, long fromMs, long seed) {
    return new Incidents(
        seed, fromMs, startMs - QUIET_MS, startMs + 60_000, incidents(startMs, seed));
  }
}
