package dev.rearview.replay.session;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rearview.model.DeltaFormat;
import dev.rearview.model.StateFold;
import dev.rearview.replay.RefusedException;
import dev.rearview.replay.log.Cursor;
import dev.rearview.replay.log.Position;
import dev.rearview.replay.rule.Rule;
import dev.rearview.replay.session.Departure.Kind;
import dev.rearview.replay.state.Delta;
import dev.rearview.replay.state.StateDiff;
import dev.rearview.replay.state.StateReader;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One component while a session is simulated: its recorded state, and beside it the state with
 * overrides and the effects of rules, onto which recorded deltas go on to be applied.
 */
final class SimulatedComponent {
  static final int MAX_STATE = 256 * 1024;

  /** An override in its place. */
  record Placed(Position at, String patch) {}

  private final String world;
  private final String id;
  private final StateReader reader;
  private final List<Placed> overrides;
  private final Departures departures;
  private final Predicate<UUID> replaced;
  private Position position;
  private JsonNode recorded;
  private JsonNode simulated;
  private JsonNode before;
  private Set<String> differing = Set.of();
  private boolean unsettled;

  /**
   * As recorded up to a position.
   *
   * @param overrides of this component, in order
   * @param replaced whether what an event recorded is no part of the simulation
   */
  SimulatedComponent(
      String world,
      String id,
      StateReader reader,
      List<Placed> overrides,
      Position start,
      Departures departures,
      Predicate<UUID> replaced) {
    this.world = world;
    this.id = id;
    this.reader = reader;
    this.overrides = overrides;
    this.departures = departures;
    this.replaced = replaced;
    position = start;
    recorded = reader.foldTo(world, id, position).state();
    simulated = recorded;
    before = recorded;
    for (Placed override : overrides) {
      if (override.at().equals(start)) {
        patch(override);
      }
    }
    before = simulated;
  }

  private SimulatedComponent(
      SimulatedComponent other,
      StateReader reader,
      Departures departures,
      Predicate<UUID> replaced) {
    world = other.world;
    id = other.id;
    this.reader = reader;
    overrides = other.overrides;
    this.departures = departures;
    this.replaced = replaced;
    position = other.position;
    recorded = other.recorded;
    simulated = other.simulated;
    before = other.before;
    differing = other.differing;
  }

  /** The same, to go on apart from this one. */
  SimulatedComponent copy(StateReader readAt, Departures into, Predicate<UUID> replacedThere) {
    return new SimulatedComponent(this, readAt, into, replacedThere);
  }

  void beginFrame() {
    before = simulated;
  }

  /** Goes on to a position; no further back than it is. */
  void advance(Position to) {
    if (to.compareTo(position) <= 0) {
      return;
    }
    Position from = position;
    List<Placed> due =
        overrides.stream()
            .filter(o -> o.at().compareTo(from) > 0 && o.at().compareTo(to) <= 0)
            .toList();
    int next = 0;
    try (Cursor<Delta> deltas = reader.deltas(world, id, from, to)) {
      while (deltas.hasNext()) {
        Delta delta = deltas.next();
        for (;
            next < due.size() && due.get(next).at().compareTo(delta.event().position()) < 0;
            next++) {
          patch(due.get(next));
        }
        apply(delta);
      }
    }
    for (; next < due.size(); next++) {
      patch(due.get(next));
    }
    position = to;
  }

  private void apply(Delta delta) {
    boolean replacedHere = replaced.test(delta.event().id());
    boolean same = !replacedHere && simulated.equals(recorded);
    recorded = StateFold.apply(recorded, delta.json(), delta.format()).state();
    if (same) {
      simulated = recorded;
      return;
    }
    long atMs = delta.event().timestampMs();
    if (!replacedHere) {
      switch (StateFold.apply(simulated, delta.json(), delta.format())) {
        case StateFold.Outcome.Applied applied -> simulated = applied.state();
        case StateFold.Outcome.Skipped skipped ->
            departures.add(
                new Departure(
                    Kind.SKIPPED,
                    id,
                    "",
                    atMs,
                    null,
                    null,
                    delta.event().id().toString(),
                    "%s: what event %s recorded at %s does not apply to the simulated state: %s"
                        .formatted(id, delta.event().id(), time(atMs), skipped.reason())));
      }
    }
    compare(Kind.DIFFERS, atMs);
  }

  private void patch(Placed override) {
    simulated = StateFold.apply(simulated, override.patch(), DeltaFormat.MERGE_PATCH).state();
    compare(Kind.SET, override.at().timestampMs());
  }

  /** Applies what a rule sets. */
  void set(Map<String, JsonNode> values, Rule rule) {
    try {
      JsonNode state = simulated;
      for (Map.Entry<String, JsonNode> value : values.entrySet()) {
        state = StatePath.with(state, value.getKey(), value.getValue());
      }
      simulated = state;
      unsettled = true;
    } catch (IllegalArgumentException e) {
      throw RefusedException.wrong(
          "rule_failed", "%s: set at '%s': %s".formatted(rule.title(), id, e.getMessage()));
    }
    int size = StateFold.canonical(simulated).length();
    if (size > MAX_STATE) {
      throw RefusedException.wrong(
          "rule_failed",
          "%s: the state of '%s' has become %d characters long, at most %d"
              .formatted(rule.title(), id, size, MAX_STATE));
    }
  }

  /** Says what rules have changed, once what was recorded at the same time is known. */
  void settle(long atMs) {
    if (unsettled) {
      compare(Kind.DIFFERS, atMs);
    }
  }

  /**
   * Says which paths began to differ from what is recorded, and which stopped to.
   *
   * @param kind of those that began
   */
  private void compare(Kind kind, long atMs) {
    Set<String> now = new TreeSet<>();
    for (StateDiff.Change change : StateDiff.between(recorded, simulated)) {
      JsonNode is = change.after();
      now.add(change.path());
      if (!differing.contains(change.path())) {
        departures.add(
            departure(
                kind,
                change.path(),
                atMs,
                change.before(),
                is,
                "%s%s is %s%s, recorded was %s"
                    .formatted(
                        id,
                        change.path(),
                        kind == Kind.SET ? "set to " : "",
                        shown(is),
                        shown(change.before()))));
      }
    }
    for (String path : differing) {
      if (!now.contains(path)) {
        JsonNode is = recorded.at(path);
        JsonNode value = is.isMissingNode() ? null : is;
        departures.add(
            departure(Kind.AGAIN, path, atMs, value, value, id + path + " is again as recorded"));
      }
    }
    differing = now;
    unsettled = false;
  }

  private Departure departure(
      Kind kind,
      String path,
      long atMs,
      @Nullable JsonNode was,
      @Nullable JsonNode is,
      String text) {
    return new Departure(
        kind,
        id,
        path,
        atMs,
        was == null ? null : StateFold.canonical(was),
        is == null ? null : StateFold.canonical(is),
        null,
        text);
  }

  private static String shown(@Nullable JsonNode value) {
    return value == null ? "absent" : StateFold.canonical(value);
  }

  private static String time(long millis) {
    return Instant.ofEpochMilli(millis).toString();
  }

  /** How long its states are as text. */
  long weight() {
    long length = StateFold.canonical(simulated).length();
    return simulated == recorded ? length : length + StateFold.canonical(recorded).length();
  }

  JsonNode simulated() {
    return simulated;
  }

  Frame.ComponentState state() {
    return new Frame.ComponentState(
        id,
        StateFold.canonical(simulated),
        StateDiff.paths(before, simulated),
        !Objects.equals(simulated, recorded));
  }
}
