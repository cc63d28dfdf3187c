package dev.rearview.replay.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rearview.model.Event;
import dev.rearview.model.Kind;
import dev.rearview.model.StateFold;
import dev.rearview.replay.change.Change.Origin;
import dev.rearview.replay.log.Position;
import dev.rearview.replay.state.Delta;
import dev.rearview.replay.state.Fold;
import dev.rearview.replay.state.StateDiff;
import dev.rearview.replay.state.States;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the change that an event shows: a deployment, or a delta that touches the image, the number
 * of replicas or the configuration of its component.
 */
public final class ChangeDetector {
  private static final Set<String> ROLLOUT = Set.of("image", "version");
  private static final Set<String> SCALING = Set.of("replicas");
  private static final Set<String> CONFIGURATION = Set.of("config", "configuration", "env");

  private final States states;

  public ChangeDetector(States states) {
    this.states = states;
  }

  private static boolean mayShowOne(Event event) {
    return event.kind() == Kind.DEPLOY
        || (event.stateDelta() != null && mayTouch(event.stateDelta()));
  }

  /** The change that the event shows; the event's delta must not be in the store yet. */
  public Optional<Change> detect(Event event) {
    if (!mayShowOne(event)) {
      return Optional.empty();
    }
    Delta delta = Delta.of(event);
    boolean deploy = event.kind() == Kind.DEPLOY;
    Position at = new Position(event.timestampMs(), event.globalSeq());
    Fold fold = states.foldTo(event.world(), event.componentId(), at);
    JsonNode before = fold.state();
    JsonNode after = delta != null && fold.apply(delta) ? fold.state() : before;
    List<StateDiff.Change> touched =
        StateDiff.leaves(before, after).stream()
            .filter(change -> originOf(change.path()) != null)
            .toList();
    Origin origin = deploy ? Origin.ROLLOUT : strongest(touched);
    if (origin == null) {
      return Optional.empty();
    }
    return Optional.of(change(event, origin, touched));
  }

  private static Change change(Event event, Origin origin, List<StateDiff.Change> touched) {
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    ObjectNode before = JsonNodeFactory.instance.objectNode();
    for (StateDiff.Change change : touched) {
      set(patch, change.path(), change.after());
      set(before, change.path(), change.before());
    }
    return new Change(
        event.id().toString(),
        event.world(),
        event.componentId(),
        origin,
        Change.OBSERVED,
        event.timestampMs(),
        event.globalSeq(),
        StateFold.canonical(patch),
        StateFold.canonical(before),
        event.id().toString(),
        event.attributes().getOrDefault("author", ""),
        event.message() == null ? "" : event.message());
  }

  private static boolean mayTouch(String delta) {
    return contains(delta, ROLLOUT) || contains(delta, SCALING) || contains(delta, CONFIGURATION);
  }

  private static boolean contains(String delta, Set<String> names) {
    return names.stream().anyMatch(delta::contains);
  }

  private static @Nullable Origin strongest(List<StateDiff.Change> touched) {
    Origin strongest = null;
    for (StateDiff.Change change : touched) {
      Origin origin = originOf(change.path());
      if (origin != null && (strongest == null || rank(origin) < rank(strongest))) {
        strongest = origin;
      }
    }
    return strongest;
  }

  private static int rank(Origin origin) {
    return switch (origin) {
      case ROLLOUT -> 0;
      case SCALING -> 1;
      case CONFIGURATION -> 2;
      case PROPOSAL -> 3;
    };
  }

  private static @Nullable Origin originOf(String pointer) {
    for (String segment : pointer.split("/")) {
      if (ROLLOUT.contains(segment)) {
        return Origin.ROLLOUT;
      }
      if (SCALING.contains(segment)) {
        return Origin.SCALING;
      }
      if (CONFIGURATION.contains(segment)) {
        return Origin.CONFIGURATION;
      }
    }
    return null;
  }

  private static void set(ObjectNode root, String pointer, @Nullable JsonNode value) {
    String[] segments = pointer.split("/");
    ObjectNode node = root;
    for (int i = 1; i < segments.length - 1; i++) {
      String name = unescape(segments[i]);
      JsonNode child = node.get(name);
      node = child instanceof ObjectNode object ? object : node.putObject(name);
    }
    node.set(
        unescape(segments[segments.length - 1]),
        value == null ? JsonNodeFactory.instance.nullNode() : value);
  }

  private static String unescape(String segment) {
    return segment.replace("~1", "/").replace("~0", "~");
  }
}
