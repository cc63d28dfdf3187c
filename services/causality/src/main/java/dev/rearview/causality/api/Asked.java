package dev.rearview.causality.api;

import dev.rearview.causality.graph.Traversal;
import dev.rearview.causality.wiring.CausalityLifecycle;
import dev.rearview.http.api.ProblemException;
import dev.rearview.model.Worlds;
import dev.rearview.streams.StoreUnavailableException;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;

/** What the HTTP resources share: reading what was asked, and refusing what cannot be answered. */
final class Asked {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private Asked() {}

  static String world(String world) {
    if (!Worlds.isValid(world)) {
      throw ProblemException.badRequest(
          "bad_world", "world '%s' is not a world's name".formatted(world));
    }
    return world;
  }

  static String eventId(String id) {
    try {
      return UUID.fromString(id).toString();
    } catch (IllegalArgumentException e) {
      throw ProblemException.badRequest("bad_id", "event id '%s' is no UUID".formatted(id));
    }
  }

  static ProblemException unknownEvent(String world, String id) {
    return ProblemException.notFound(
        "unknown_event", "no event '%s' in world '%s' is known here".formatted(id, world));
  }

  /** Answers, or says that the stores cannot be asked now. */
  static <T> T answer(Supplier<T> question) {
    try {
      return question.get();
    } catch (StoreUnavailableException e) {
      throw ProblemException.unavailable("not_ready", String.valueOf(e.getMessage()), RETRY_AFTER);
    }
  }

  static GraphJson graph(
      CausalityLifecycle causality,
      String world,
      String id,
      boolean forward,
      int depth,
      double minConfidence,
      int maxNodes) {
    if (!(minConfidence >= 0 && minConfidence <= 1)) {
      throw ProblemException.badRequest(
          "bad_min_confidence", "min_confidence=%s is not in 0..1".formatted(minConfidence));
    }
    Traversal traversal =
        new Traversal(
            world(world), eventId(id), forward, depth, minConfidence, event -> false, maxNodes);
    return answer(() ->
        traversal
            .run(causality.log())
            .map(found -> GraphJson.of(found, causality.log().lag()))
            .orElseThrow(() -> unknownEvent(world, id)));
  }
}
