package dev.rearview.query.statement;

import dev.rearview.query.upstream.History;
import dev.rearview.timeql.plan.Plan;
import java.util.List;

/** {@code DEPENDENCIES OF}: a row for each dependency, direct ones first. */
final class DependenciesAnswer {
  private static final List<String> COLUMNS =
      List.of("from", "to", "depth", "known", "declared_by", "declared_at");

  private final History history;

  DependenciesAnswer(History history) {
    this.history = history;
  }

  void answer(Plan.Dependencies plan, Asked asked) {
    asked.tell(
        Components.REPLAY,
        COLUMNS,
        asked.request().maxRows(),
        () ->
            history.dependencies(
                asked.world(), plan.component(), plan.atMs(), asked.deadline().forOthers()));
  }
}
