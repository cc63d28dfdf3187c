package dev.rearview.replay.session;

import dev.rearview.model.Event;
import dev.rearview.model.StateFold;
import dev.rearview.replay.RefusedException;
import dev.rearview.replay.log.Cursor;
import dev.rearview.replay.log.Directory;
import dev.rearview.replay.log.EventSelection;
import dev.rearview.replay.log.EventSource;
import dev.rearview.replay.log.Holdings;
import dev.rearview.replay.log.Position;
import dev.rearview.replay.session.Frame.Message;
import dev.rearview.replay.session.SimulatedComponent.Placed;
import dev.rearview.replay.state.StateReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;

/**
 * Simulates a session frame by frame. A frame is made when it is asked for, from ranges of the
 * stores; nothing is held between frames, and the first frame may be any.
 */
public final class Simulation {
  private static final int MAX_EVENTS = 1_000;
  private static final int MAX_DEPARTURES = 100;

  private final Holdings holdings;
  private final Directory directory;
  private final EventSource events;
  private final Sessions sessions;

  public Simulation(Holdings holdings, Directory directory, EventSource events) {
    this.holdings = holdings;
    this.directory = directory;
    this.events = events;
    this.sessions = new Sessions(directory, events);
  }

  /** The frames, made one by one as the cursor advances. */
  public Cursor<Frame> run(SimulationRequest request) {
    Sessions.Found found = sessions.require(request.world(), request.sessionId());
    long fromMs = request.fromMs() == null ? found.session().firstMs() : request.fromMs();
    long toMs = request.toMs() == null ? found.session().lastMs() : request.toMs();
    if (fromMs > toMs) {
      throw RefusedException.wrong(
          "bad_simulation",
          "the range begins at %d, after its end %d; the session lies between %d and %d"
              .formatted(fromMs, toMs, found.session().firstMs(), found.session().lastMs()));
    }
    EventSelection selection =
        EventSelection.all(
                request.world(), new EventSelection.By.Correlated(found.by(), request.sessionId()))
            .between(fromMs, toMs);
    Timeline timeline =
        request.stepMs() > 0
            ? new Timeline.Steps(fromMs, toMs, request.stepMs(), request.firstFrame())
            : new Timeline.Events(events, selection, request.firstFrame());
    Set<String> participants = new LinkedHashSet<>(found.session().components());
    request.overrides().forEach(override -> participants.add(override.componentId()));
    Position before = Position.startOf(fromMs);
    List<SimulatedComponent> components =
        participants.stream()
            .map(id ->
                new SimulatedComponent(
                    request.world(),
                    id,
                    new StateReader(holdings.shardOf(request.world(), id).state()),
                    placed(request, id, before, toMs),
                    timeline.start()))
            .toList();
    return new Frames(request, timeline, selection, participants, components);
  }

  private static List<Placed> placed(
      SimulationRequest request, String component, Position before, long toMs) {
    return request.overrides().stream()
        .filter(override -> override.componentId().equals(component))
        .map(override -> {
          checkPatch(override);
          Long at = override.atMs();
          if (at != null && at > toMs) {
            throw RefusedException.wrong(
                "bad_override",
                "the override of '%s' at %d comes after the end of the range, %d"
                    .formatted(component, at, toMs));
          }
          return new Placed(at == null ? before : Position.endOf(at), override.patch());
        })
        .sorted(Comparator.comparing(Placed::at))
        .toList();
  }

  private static void checkPatch(StateOverride override) {
    try {
      if (StateFold.read(override.patch()).isMissingNode()) {
        throw RefusedException.wrong(
            "bad_override", "the override of '%s' is empty".formatted(override.componentId()));
      }
    } catch (IllegalArgumentException e) {
      throw RefusedException.wrong(
          "bad_override",
          "the override of '%s' is %s".formatted(override.componentId(), e.getMessage()));
    }
  }

  private final class Frames implements Cursor<Frame> {
    private final SimulationRequest request;
    private final Timeline timeline;
    private final EventSelection selection;
    private final Set<String> participants;
    private final List<SimulatedComponent> components;
    private final Messages messages = new Messages(events, directory);
    private final int end;
    private Position last;
    private int index;

    Frames(
        SimulationRequest request,
        Timeline timeline,
        EventSelection selection,
        Set<String> participants,
        List<SimulatedComponent> components) {
      this.request = request;
      this.timeline = timeline;
      this.selection = selection;
      this.participants = participants;
      this.components = components;
      this.last = timeline.start();
      this.index = request.firstFrame();
      this.end = (int) Math.min(timeline.total(), (long) index + request.maxFrames());
    }

    @Override
    public boolean hasNext() {
      return index < end;
    }

    @Override
    public Frame next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      Position to = timeline.next();
      List<String> departures = new ArrayList<>();
      components.forEach(component -> departures.addAll(component.advance(to)));
      List<Event> happened = eventsUpTo(to, departures);
      List<Message> sent =
          happened.stream().flatMap(event -> messages.of(event, participants).stream()).toList();
      last = to;
      return new Frame(
          index++,
          timeline.total(),
          to.timestampMs(),
          components.stream().map(SimulatedComponent::state).toList(),
          sent,
          happened,
          departures.stream().limit(MAX_DEPARTURES).toList());
    }

    private List<Event> eventsUpTo(Position to, List<String> notes) {
      List<Event> happened = new ArrayList<>();
      long more = 0;
      try (Cursor<Event> found =
          events.read(selection.between(last.timestampMs(), to.timestampMs()))) {
        while (found.hasNext()) {
          Event event = found.next();
          Position at = new Position(event.timestampMs(), event.globalSeq());
          if (at.compareTo(last) <= 0 || at.compareTo(to) > 0) {
            continue;
          }
          if (happened.size() < MAX_EVENTS) {
            happened.add(event);
          } else {
            more++;
          }
        }
      }
      if (more > 0) {
        notes.add("%d more events lie in this frame; take a shorter step".formatted(more));
      }
      return happened;
    }

    @Override
    public void close() {
      // between frames nothing is held
    }
  }
}
