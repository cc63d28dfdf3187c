package dev.rearview.replay.session;

import dev.rearview.model.Event;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One step of a simulation.
 *
 * @param index from 0
 * @param total how many frames the whole simulation has
 * @param atMs up to and including this time
 * @param states of all components of the session
 * @param messages that went between components since the frame before
 * @param events of the session that were recorded since the frame before, at most 1,000
 * @param departures since the frame before, at most 100
 * @param firstDeparture the first consequence of the what-if up to here; null: none
 * @param notes sentences: what of the frame is not shown
 */
public record Frame(
    int index,
    int total,
    long atMs,
    List<ComponentState> states,
    List<Message> messages,
    List<Event> events,
    List<Departure> departures,
    @Nullable Departure firstDeparture,
    List<String> notes) {
  public Frame {
    states = List.copyOf(states);
    messages = List.copyOf(messages);
    events = List.copyOf(events);
    departures = List.copyOf(departures);
    notes = List.copyOf(notes);
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
   * @param eventId the event that shows it, or that led to it
   */
  public record Message(
      String from, String to, Basis basis, String eventId, long atMs, String payload) {}

  /** How a message is known. */
  public enum Basis {
    /** Events name their cause or the span that called. */
    RECORDED,
    /** The component declared that it depends on the other. */
    DEPENDENCY,
    /** A rule sends it. */
    SIMULATED;

    public String wireName() {
      return switch (this) {
        case RECORDED -> "recorded";
        case DEPENDENCY -> "dependency";
        case SIMULATED -> "simulated";
      };
    }
  }
}
