package dev.rearview.replay;

import dev.rearview.model.Event;
import dev.rearview.replay.change.ChangeSource;
import dev.rearview.replay.dependency.Dependencies;
import dev.rearview.replay.log.Directory;
import dev.rearview.replay.log.EventBytes;
import dev.rearview.replay.log.EventSource;
import dev.rearview.replay.log.Holdings;
import dev.rearview.replay.log.LinkedEvents;
import dev.rearview.replay.log.LogEntries;
import dev.rearview.replay.log.LogStats;
import dev.rearview.replay.log.SequenceGate;
import dev.rearview.replay.rule.Rules;
import dev.rearview.replay.scan.ScanSources;
import dev.rearview.replay.session.Sessions;
import dev.rearview.replay.session.Simulation;
import dev.rearview.replay.state.Reconstruction;
import dev.rearview.replay.state.StateAnswer;
import dev.rearview.replay.state.StateQuestion;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * Every question that this service answers, over what this instance holds and, for what has no
 * component, over all instances.
 */
public final class ReplayService {
  private final Directory directory;
  private final EventSource events;
  private final LongSupplier lag;
  private final SequenceGate gate;
  private final Reconstruction reconstruction;
  private final Dependencies dependencies;
  private final Sessions sessions;
  private final Simulation simulation;
  private final EventSource linked;
  private final LogEntries entries;
  private final ScanSources scanSources;

  /**
   * Over a whole log.
   *
   * @param holdings what this instance holds
   * @param directory what the whole log is about
   * @param events the whole log
   * @param changes the changes found in it
   * @param lag how many records of the log are not in the store yet
   * @param minSeqWait how long a question waits for a sequence number, at most
   * @param rules the business logic of each world's what-ifs
   */
  public ReplayService(
      Holdings holdings,
      Directory directory,
      EventSource events,
      ChangeSource changes,
      EventBytes bytes,
      LongSupplier lag,
      Duration minSeqWait,
      Map<String, Rules> rules) {
    this.directory = directory;
    this.events = events;
    this.lag = lag;
    this.gate = new SequenceGate(directory, events, minSeqWait);
    this.reconstruction = new Reconstruction(holdings, directory, bytes, lag);
    this.dependencies = new Dependencies(directory);
    this.sessions = new Sessions(directory, events);
    this.simulation = new Simulation(holdings, directory, events, rules);
    this.linked = new LinkedEvents(events, holdings, bytes);
    this.entries = new LogEntries(linked);
    this.scanSources = new ScanSources(events, directory, changes);
  }

  /** A component's state, once the store has everything up to {@code minSeq}. */
  public StateAnswer state(StateQuestion question, long minSeq) {
    gate.await(question.world(), minSeq);
    return reconstruction.answer(question);
  }

  /** The event with this id. */
  public Event event(String world, UUID id) {
    return linked
        .byId(world, id)
        .orElseThrow(() ->
            RefusedException.missing(
                "unknown_event", "the log of world '%s' has no event '%s'".formatted(world, id)));
  }

  public LogStats stats(String world) {
    return LogStats.of(world, directory, lag.getAsLong());
  }

  public Directory directory() {
    return directory;
  }

  /** The log, without the hashes before the events. */
  public EventSource events() {
    return events;
  }

  /** The log with the hashes before the events, which cost a look at the events before them. */
  public EventSource linkedEvents() {
    return linked;
  }

  public SequenceGate gate() {
    return gate;
  }

  public Dependencies dependencies() {
    return dependencies;
  }

  public Sessions sessions() {
    return sessions;
  }

  public Simulation simulation() {
    return simulation;
  }

  public LogEntries entries() {
    return entries;
  }

  /** What TimeQL reads here. */
  public ScanSources scanSources() {
    return scanSources;
  }

  /** How many records of the log are not in the store yet, as far as is known. */
  public long lag() {
    return lag.getAsLong();
  }
}
