package dev.rearview.replay.session;

import dev.rearview.model.Event;
import dev.rearview.replay.log.Cursor;
import dev.rearview.replay.log.EventSelection;
import dev.rearview.replay.log.EventSource;
import dev.rearview.replay.log.Holdings;
import dev.rearview.replay.log.Position;
import dev.rearview.replay.rule.Rules;
import dev.rearview.replay.session.Frame.Message;
import dev.rearview.replay.session.SimulatedComponent.Placed;
import dev.rearview.replay.state.StateReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A simulation between two of its frames: it goes forward only, to any position; what it is at a
 * position can be kept and gone on from.
 */
final class Run {
  private static final int MAX_EVENTS = 1_000;
  private static final long WEIGHT_OF_FATE = 48;

  /**
   * What is simulated.
   *
   * @param session its events, over all time
   * @param participants its components, and those that the request changes
   * @param overrides by component, each in order
   * @param whatIfFrom from here on rules act; null: nothing is changed
   */
  record Scene(
      String world,
      EventSelection session,
      List<String> participants,
      Map<String, List<Placed>> overrides,
      Rules rules,
      @Nullable Position whatIfFrom) {
    Scene {
      participants = List.copyOf(participants);
      overrides = Map.copyOf(overrides);
    }
  }

  /** Where everything is read. */
  record Sources(Holdings holdings, EventSource events, Messages messages) {}

  /** What happened between two positions. */
  record Stretch(
      List<Message> messages,
      List<Event> events,
      List<Departure> departures,
      @Nullable Departure firstDeparture,
      List<String> notes) {}

  private final Scene scene;
  private final Sources sources;
  private final Departures departures;
  private final Fates fates;
  private final Logic logic;
  private final Map<String, SimulatedComponent> components = new LinkedHashMap<>();
  private Position position;
  private Position taken;

  /** As recorded at a position, with what is set just there. */
  Run(Scene scene, Sources sources, Position start) {
    this.scene = scene;
    this.sources = sources;
    this.position = start;
    this.taken = start;
    departures = new Departures();
    fates = new Fates();
    Followers followers = new Followers(sources.events(), scene.session());
    logic = new Logic(scene.rules(), fates, departures, this::componentNow, followers::of);
    scene.participants().forEach(id -> components.put(id, component(id, start)));
  }

  private Run(Run other) {
    scene = other.scene;
    sources = other.sources;
    position = other.position;
    taken = other.taken;
    departures = other.departures.copy();
    fates = other.fates.copy();
    Followers followers = new Followers(sources.events(), scene.session());
    logic = new Logic(scene.rules(), fates, departures, this::componentNow, followers::of);
    other.components.forEach((id, component) ->
        components.put(id, component.copy(reader(id), departures, fates::replaces)));
  }

  /** The same, to go on apart from this one. */
  Run copy() {
    return new Run(this);
  }

  Position position() {
    return position;
  }

  /** Goes on; answers what happened, at most 1,000 events of it. */
  Stretch advance(Position to) {
    List<Event> happened = new ArrayList<>();
    List<Message> sent = new ArrayList<>();
    components.values().forEach(SimulatedComponent::beginFrame);
    long count =
        goOn(
            to,
            Long.MAX_VALUE,
            (event, messages) -> {
              if (happened.size() < MAX_EVENTS) {
                happened.add(event);
                sent.addAll(messages);
              }
            });
    Stretch stretch =
        new Stretch(
            sent,
            happened,
            departures.inFrame(),
            departures.first(),
            notes(count - happened.size()));
    departures.beginFrame();
    return stretch;
  }

  /** Goes on without showing anything, to a position or over so many events. */
  void skip(Position to, int mostEvents) {
    goOn(to, mostEvents, (event, messages) -> {});
    departures.beginFrame();
  }

  private long goOn(Position to, long most, BiConsumer<Event, List<Message>> each) {
    long count = 0;
    Position end = to;
    EventSelection between = scene.session().between(position.timestampMs(), to.timestampMs());
    try (Cursor<Event> found = sources.events().read(between)) {
      while (found.hasNext() && end.equals(to)) {
        Event event = found.next();
        Position at = new Position(event.timestampMs(), event.globalSeq());
        if (at.compareTo(position) > 0 && at.compareTo(to) <= 0) {
          each.accept(event, take(event, at));
          if (++count == most) {
            end = at;
          }
        }
      }
    }
    for (SimulatedComponent component : components.values()) {
      component.advance(end);
    }
    position = end;
    return count;
  }

  private List<String> notes(long moreEvents) {
    List<String> notes = new ArrayList<>();
    if (moreEvents > 0) {
      notes.add("%d more events lie in this frame; take a shorter step".formatted(moreEvents));
    }
    if (departures.left() > 0) {
      notes.add("%d more departures lie in this frame".formatted(departures.left()));
    }
    return notes;
  }

  private List<Message> take(Event event, Position at) {
    List<Messages.Sent> recorded = sources.messages().of(event, components::containsKey);
    Position from = scene.whatIfFrom();
    if (from == null || at.compareTo(from) <= 0) {
      return recorded.stream().map(Messages.Sent::message).toList();
    }
    taken = new Position(at.timestampMs(), at.globalSeq() - 1);
    List<Message> gone = logic.take(event, recorded);
    SimulatedComponent own = components.get(event.componentId());
    if (own != null) {
      own.advance(at);
    }
    components.values().forEach(component -> component.settle(at.timestampMs()));
    return gone;
  }

  /** A component as it is just before the event that is being taken. */
  private SimulatedComponent componentNow(String id) {
    SimulatedComponent component =
        components.computeIfAbsent(id, unknown -> component(unknown, taken));
    component.advance(taken);
    return component;
  }

  private SimulatedComponent component(String id, Position at) {
    return new SimulatedComponent(
        scene.world(),
        id,
        reader(id),
        scene.overrides().getOrDefault(id, List.of()),
        at,
        departures,
        fates::replaces);
  }

  private StateReader reader(String component) {
    return new StateReader(sources.holdings().shardOf(scene.world(), component).state());
  }

  List<Frame.ComponentState> states() {
    return components.values().stream().map(SimulatedComponent::state).toList();
  }

  /** How much what it holds weighs, about in characters. */
  long weight() {
    return WEIGHT_OF_FATE * fates.size()
        + components.values().stream().mapToLong(SimulatedComponent::weight).sum();
  }
}
