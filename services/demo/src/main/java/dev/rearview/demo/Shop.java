package dev.rearview.demo;

import dev.rearview.demo.incident.Incidents;
import dev.rearview.demo.incident.Truth;
import dev.rearview.demo.marks.IncidentMarks;
import dev.rearview.demo.marks.RolloutMarks;
import dev.rearview.demo.rollout.Rollouts;
import dev.rearview.demo.shop.LogRecord;
import dev.rearview.demo.shop.Recorder;
import dev.rearview.demo.story.DemoStory;
import dev.rearview.demo.traffic.Chatter;
import dev.rearview.demo.traffic.Traffic;
import dev.rearview.demo.traffic.Vitals;
import dev.rearview.model.Event;
import dev.rearview.model.Kind;

/**
 * Plays the shop second by second. What happens in a second depends on the seed, the start and the
 * second, and on nothing that was played more than {@link #WARM_UP_MS} before.
 */
final class Shop {
  /** Playing from so long before a moment on gives the same from that moment on. */
  static final long WARM_UP_MS = 600_000;

  /** How long before its second an incident's calendar must be known. */
  private static final long LOOK_AHEAD_MS = 60_000;

  private final long beginMs;
  private final long logsFromMs;
  private final Incidents incidents;
  private final Rollouts rollouts;
  private final RolloutMarks rolloutMarks;
  private final IncidentMarks incidentMarks;
  private final Vitals vitals;
  private final Traffic traffic;
  private final Chatter chatter;
  private final DemoStory story;
  private final Truth truth;

  Shop(DemoSettings settings, Truth truth) {
    long atMs = settings.atMs();
    long seed = settings.seed();
    this.truth = truth;
    this.beginMs = beginMs(settings);
    this.logsFromMs = atMs - settings.historyMs();
    this.incidents = DemoStory.calendar(atMs, logsFromMs, seed);
    this.rollouts = new Rollouts(seed, beginMs, incidents, DemoStory.plans(atMs), atMs);
    this.rolloutMarks = new RolloutMarks(rollouts);
    this.incidentMarks = new IncidentMarks(incidents, rollouts);
    this.vitals = new Vitals(seed, incidents, rollouts);
    this.traffic = new Traffic(seed, incidents, rollouts, vitals, truth);
    this.chatter = new Chatter(seed);
    this.story = new DemoStory(atMs, seed);
  }

  /** When the shop's past begins: metrics and changes reach back two hours at least. */
  static long beginMs(DemoSettings settings) {
    return settings.atMs() - Math.max(DemoStory.REACH_MS, settings.historyMs());
  }

  Rollouts rollouts() {
    return rollouts;
  }

  /** Plays the second that begins then. Seconds are played in order. */
  void second(long fromMs, Recorder to) {
    Recorder recorder = fromMs < logsFromMs ? new EventsOnly(to) : to;
    rollouts.knowUntil(fromMs + LOOK_AHEAD_MS);
    if (fromMs == beginMs) {
      rolloutMarks.beginning(fromMs, recorder);
    }
    rolloutMarks.second(fromMs, recorder);
    incidentMarks.second(fromMs, recorder);
    traffic.second(fromMs, recorder);
    vitals.second(fromMs, recorder);
    chatter.second(fromMs, recorder);
    story.second(fromMs, recorder);
    if (fromMs >= logsFromMs) {
      truth.look(incidents.around(fromMs));
      story.tell(fromMs, truth);
    }
  }

  /** Before the logs' history begins only what changes and measures tell is kept. */
  private record EventsOnly(Recorder to) implements Recorder {
    @Override
    public void log(LogRecord record) {}

    @Override
    public void event(Event event) {
      if (event.kind() != Kind.SPAN) {
        to.event(event);
      }
    }
  }
}
