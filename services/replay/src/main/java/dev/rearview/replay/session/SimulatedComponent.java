package dev.rearview.replay.session;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rearview.model.DeltaFormat;
import dev.rearview.model.StateFold;
import dev.rearview.replay.log.Cursor;
import dev.rearview.replay.log.Position;
import dev.rearview.replay.state.Delta;
import dev.rearview.replay.state.StateDiff;
import dev.rearview.replay.state.StateReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One component while a session is simulated: its recorded state, and beside it the state with the
 * overrides, onto which recorded deltas go on to be applied.
 */
final class SimulatedComponent {
  /** An override in its place. */
  record Placed(Position at, String patch) {}

  private final String world;
  private final String id;
  private final StateReader reader;
  private final List<Placed> overrides;
  private Position position;
  private JsonNode recorded;
  private JsonNode simulated;
  private JsonNode before;
  private Set<String> differing = new TreeSet<>();

  /**
   * @param overrides of this component, in order
   * @param start the state before the first frame is the state at this position
   */
  SimulatedComponent(
      String world, String id, StateReader reader, List<Placed> overrides, Position start) {
    this.world = world;
    this.id = id;
    this.reader = reader;
    this.overrides = overrides;
    position =
        overrides.isEmpty() || overrides.getFirst().at().compareTo(start) > 0
            ? start
            : overrides.getFirst().at();
    recorded = reader.foldTo(world, id, position).state();
    simulated = recorded;
    for (Placed override : overrides) {
      if (override.at().equals(position)) {
        patch(override);
      }
    }
    if (position.compareTo(start) < 0) {
      advance(start);
    }
    before = simulated;
    differing = new TreeSet<>();
  }

  /** Goes on to a position; answers what departs from what happened, in sentences. */
  List<String> advance(Position to) {
    List<String> departures = new ArrayList<>();
    before = simulated;
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
          departures.add(describe(due.get(next)));
          patch(due.get(next));
        }
        apply(delta, departures);
      }
    }
    for (; next < due.size(); next++) {
      departures.add(describe(due.get(next)));
      patch(due.get(next));
    }
    position = to;
    compare(departures);
    return departures;
  }

  private void apply(Delta delta, List<String> departures) {
    boolean same = simulated.equals(recorded);
    recorded = StateFold.apply(recorded, delta.json(), delta.format()).state();
    if (same) {
      simulated = recorded;
      return;
    }
    switch (StateFold.apply(simulated, delta.json(), delta.format())) {
      case StateFold.Outcome.Applied applied -> simulated = applied.state();
      case StateFold.Outcome.Skipped skipped ->
          departures.add(
              "%s: what event %s recorded at %s does not apply to the simulated state: %s"
                  .formatted(
                      id, delta.event().id(), time(delta.event().timestampMs()), skipped.reason()));
    }
  }

  private void patch(Placed override) {
    simulated = StateFold.apply(simulated, override.patch(), DeltaFormat.MERGE_PATCH).state();
  }

  private String describe(Placed override) {
    return "%s: set to %s from %s on"
        .formatted(id, override.patch(), time(override.at().timestampMs()));
  }

  /** Says which paths began to differ from what is recorded, and which stopped to. */
  private void compare(List<String> departures) {
    Set<String> now = new TreeSet<>();
    for (StateDiff.Change change : StateDiff.between(recorded, simulated)) {
      now.add(change.path());
      if (!differing.contains(change.path())) {
        departures.add(
            "%s%s is %s, recorded was %s"
                .formatted(id, change.path(), shown(change.after()), shown(change.before())));
      }
    }
    for (String path : differing) {
      if (!now.contains(path)) {
        departures.add("%s%s is again as recorded".formatted(id, path));
      }
    }
    differing = now;
  }

  private static String shown(@Nullable JsonNode value) {
    return value == null ? "absent" : StateFold.canonical(value);
  }

  private static String time(long millis) {
    return Instant.ofEpochMilli(millis).toString();
  }

  Frame.ComponentState state() {
    return new Frame.ComponentState(
        id,
        StateFold.canonical(simulated),
        StateDiff.paths(before, simulated),
        !simulated.equals(recorded));
  }
}
