package dev.rearview.replay.session;

import dev.rearview.model.StateFold;
import dev.rearview.replay.RefusedException;
import dev.rearview.replay.log.ComponentSummary;
import dev.rearview.replay.log.Cursor;
import dev.rearview.replay.log.Directory;
import dev.rearview.replay.log.EventSelection;
import dev.rearview.replay.log.EventSource;
import dev.rearview.replay.log.Holdings;
import dev.rearview.replay.log.Position;
import dev.rearview.replay.rule.RuleReader;
import dev.rearview.replay.rule.Rules;
import dev.rearview.replay.session.SimulatedComponent.Placed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Simulates a session frame by frame. A frame is made when it is asked for, from ranges of the
 * stores; no store is held open between frames, and the first frame may be any.
 */
public final class Simulation {
  private final Holdings holdings;
  private final Directory directory;
  private final EventSource events;
  private final Sessions sessions;
  private final Map<String, Rules> configured;
  private final SessionMarks marks;
  private final Keyframes keyframes = new Keyframes();
  private final RuleReader ruleReader = new RuleReader();

  /**
   * Over a whole log.
   *
   * @param configured the rules that act in each world's what-ifs
   */
  public Simulation(
      Holdings holdings, Directory directory, EventSource events, Map<String, Rules> configured) {
    this.holdings = holdings;
    this.directory = directory;
    this.events = events;
    this.sessions = new Sessions(directory, events);
    this.configured = Map.copyOf(configured);
    this.marks = new SessionMarks(events);
  }

  /** The frames, made one by one as the cursor advances. */
  public Cursor<Frame> run(SimulationRequest request) {
    return run(request, () -> false);
  }

  /**
   * As {@link #run(SimulationRequest)}.
   *
   * @param gone whether nobody waits for the frames any more; the way to the first one then ends
   */
  public Cursor<Frame> run(SimulationRequest request, BooleanSupplier gone) {
    Rules rules = rules(request);
    Sessions.Found found = sessions.require(request.world(), request.sessionId());
    long fromMs = request.fromMs() == null ? found.session().firstMs() : request.fromMs();
    long toMs = request.toMs() == null ? found.session().lastMs() : request.toMs();
    if (fromMs > toMs) {
      throw RefusedException.wrong(
          "bad_simulation",
          "the range begins at %d, after its end %d; the session lies between %d and %d"
              .formatted(fromMs, toMs, found.session().firstMs(), found.session().lastMs()));
    }
    EventSelection session =
        EventSelection.all(
            request.world(), new EventSelection.By.Correlated(found.by(), request.sessionId()));
    Timeline timeline =
        request.stepMs() > 0
            ? new Timeline.Steps(fromMs, toMs, request.stepMs())
            : new Timeline.Events(
                events, session.between(fromMs, toMs), marks.of(session, found.session().events()));
    Run.Scene scene = scene(request, session, found, rules, fromMs, toMs);
    Keyframes.@Nullable Key key =
        scene.whatIfFrom() == null ? null : new Keyframes.Key(scene, extent(scene));
    Frames.Opener opener = position -> open(scene, key, position, gone);
    return Frames.of(timeline, request.view(), opener, unknown(rules, scene));
  }

  private Rules rules(SimulationRequest request) {
    if (request.rules() == null) {
      return request.overrides().isEmpty()
          ? Rules.NONE
          : configured.getOrDefault(request.world(), Rules.NONE);
    }
    return new Rules(ruleReader.read("request", request.rules()).rules(), request.rules());
  }

  private Run.Scene scene(
      SimulationRequest request,
      EventSelection session,
      Sessions.Found found,
      Rules rules,
      long fromMs,
      long toMs) {
    Position before = Position.startOf(fromMs);
    Set<String> participants = new LinkedHashSet<>(found.session().components());
    Map<String, List<Placed>> overrides = new HashMap<>();
    for (StateOverride override : request.overrides()) {
      requireKnown(request.world(), override.componentId(), "an override");
      participants.add(override.componentId());
      overrides
          .computeIfAbsent(override.componentId(), id -> new ArrayList<>())
          .add(placed(override, before, toMs));
    }
    overrides.values().forEach(placed -> placed.sort(Comparator.comparing(Placed::at)));
    if (request.rules() != null) {
      rules
          .named()
          .forEach(named ->
              requireKnown(request.world(), named.component(), String.valueOf(named.place())));
    }
    Position whatIfFrom =
        overrides.values().stream()
            .map(placed -> placed.getFirst().at())
            .min(Comparator.naturalOrder())
            .orElse(request.rules() == null ? null : before);
    return new Run.Scene(
        request.world(), session, List.copyOf(participants), overrides, rules, whatIfFrom);
  }

  private void requireKnown(String world, String component, String where) {
    if (directory.component(world, component).isEmpty()) {
      throw RefusedException.wrong(
          "unknown_component",
          "%s names '%s', of which the log of world '%s' has no event"
              .formatted(where, component, world));
    }
  }

  /** What configured rules name that the log does not know, as notes. */
  private List<String> unknown(Rules rules, Run.Scene scene) {
    return rules.named().stream()
        .filter(named -> directory.component(scene.world(), named.component()).isEmpty())
        .map(named ->
            "%s names '%s', of which the log has no event"
                .formatted(named.place(), named.component()))
        .toList();
  }

  private static Placed placed(StateOverride override, Position before, long toMs) {
    checkPatch(override);
    Long at = override.atMs();
    if (at != null && at > toMs) {
      throw RefusedException.wrong(
          "bad_override",
          "the override of '%s' at %d comes after the end of the range, %d"
              .formatted(override.componentId(), at, toMs));
    }
    return new Placed(at == null ? before : Position.endOf(at), override.patch());
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

  private long extent(Run.Scene scene) {
    return scene.participants().stream()
        .flatMap(id -> directory.component(scene.world(), id).stream())
        .mapToLong(ComponentSummary::events)
        .sum();
  }

  /** A run that has come to a position: as recorded, or from where the what-if is known. */
  private Frames.Play open(
      Run.Scene scene, Keyframes.@Nullable Key key, Position position, BooleanSupplier gone) {
    Run.Sources sources = new Run.Sources(holdings, events, new Messages(events, directory));
    Position whatIfFrom = scene.whatIfFrom();
    if (key == null || whatIfFrom == null || position.compareTo(whatIfFrom) <= 0) {
      return new Frames.Play(
          new Run(scene, sources, position),
          run -> {
            if (key != null) {
              keyframes.keep(key, run);
            }
          });
    }
    Run nearest = keyframes.before(key, position);
    Run run = nearest == null ? new Run(scene, sources, whatIfFrom) : nearest;
    while (run.position().compareTo(position) < 0 && !gone.getAsBoolean()) {
      run.skip(position, Keyframes.SPACING);
      keyframes.keep(key, run);
    }
    return new Frames.Play(run, now -> keyframes.keep(key, now));
  }
}
