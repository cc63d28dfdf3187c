package dev.rearview.query.statement;

import dev.rearview.query.upstream.History;
import dev.rearview.query.upstream.StateChange;
import dev.rearview.timeql.plan.Plan;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** {@code SIMULATE SESSION}: a row for each frame. */
final class SimulateAnswer {
  private static final List<String> COLUMNS =
      List.of(
          "frame",
          "of",
          "ts",
          "states",
          "changed",
          "simulated",
          "messages",
          "events",
          "departures",
          "first_departure",
          "notes");

  private final History history;

  SimulateAnswer(History history) {
    this.history = history;
  }

  void answer(Plan.Simulate plan, Asked asked) {
    List<StateChange> changes =
        plan.changes().stream()
            .map(change -> new StateChange(change.component(), change.patch(), change.atMs()))
            .toList();
    AtomicInteger frames = new AtomicInteger();
    asked.ask(
        Components.REPLAY,
        () -> {
          history.simulate(
              asked.world(),
              plan.session(),
              plan.fromMs(),
              plan.toMs(),
              plan.stepMs(),
              changes,
              plan.limit(),
              asked.deadline().forOthers(),
              frame -> give(frame, frames, asked));
          return frames;
        });
    if (frames.get() == 0) {
      asked.rows().columns(COLUMNS);
      asked.report().warn("session %s has no event in that range".formatted(plan.session()));
    }
  }

  private static boolean give(
      Map<String, @Nullable Object> frame, AtomicInteger frames, Asked asked) {
    if (frames.getAndIncrement() == 0) {
      asked.rows().columns(COLUMNS);
    }
    cutIfLast(frame, frames.get(), asked);
    return asked.rows().row(frame);
  }

  private static void cutIfLast(Map<String, @Nullable Object> frame, int given, Asked asked) {
    if (frame.get("of") instanceof Long total
        && total > given
        && given == asked.request().maxRows()) {
      asked.report().cut((int) Math.min(total, Integer.MAX_VALUE), given, given);
    }
  }
}
