package dev.rearview.query.statement;

import dev.rearview.query.upstream.History;
import dev.rearview.timeql.plan.Plan;
import java.util.List;

/** {@code SHOW CYCLES}: circular dependencies, self-dependencies, and what nobody has seen. */
final class CyclesAnswer {
  private static final List<String> COLUMNS = List.of("finding", "detail", "path");

  private final History history;

  CyclesAnswer(History history) {
    this.history = history;
  }

  void answer(Plan.ShowCycles plan, Asked asked) {
    asked.tell(
        Components.REPLAY,
        COLUMNS,
        asked.request().maxRows(),
        () -> history.cycles(asked.world(), plan.atMs(), asked.deadline().forOthers()));
  }
}
