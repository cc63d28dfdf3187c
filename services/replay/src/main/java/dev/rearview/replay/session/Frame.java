package dev.rearview.replay.session;

import dev.rearview.model.Event;
import java.util.List;

/**
 * One step of a simulation.
 *
 * @param index from 0
 * @param total how many frames the whole simulation has
 * @param atMs up to and including this time
 * @param states of all components of the session
 * @param messages that went between components since the frame before
 * @param events of the session since the frame before, at most 1,000
 * @param departures sentences: where the what-if departs from what happened
 */
public record Frame(
    int index,
    int total,
    long atMs,
    List<ComponentState> states,
    List<Message> messages,
    List<Event> events,
    List<String> departures) {
  public Frame {
    states = List.copyOf(states);
    messages = List.copyOf(messages);
    events = List.copyOf(events);
    departures = List.copyOf(departures);
  }

  /**
   * A component in a frame.
   *
   * @param state canonical JSON
   * @param changed JSON pointers of what changed since the frame before
   * @param simulated whether it differs from the recorded state
   */
  public record ComponentState(
      String componentId, String state, List<String> changed, boolean simulated) {
    public ComponentState {
      changed = List.copyOf(changed);
    }
  }

  /**
   * A message between two components.
   *
   * @param basis how it is known
   * @param eventId the event that shows it
   */
  public record Message(
      String from, String to, Basis basis, String eventId, long atMs, String payload) {}

  /** How a message is known. */
  public enum Basis {
    /** Events name their cause or the span that called. */
    RECORDED,
    /** The component declared that it depends on the other. */
    DEPENDENCY;

    public String wireName() {
      return this == RECORDED ? "recorded" : "dependency";
    }
  }
}
