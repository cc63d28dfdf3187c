package dev.rearview.query.statement;

import dev.rearview.query.upstream.History;
import dev.rearview.timeql.plan.Plan;
import java.util.List;

/** {@code VERIFY LOG}: one row where it is whole, else one for each damage. */
final class VerifyLogAnswer {
  private static final List<String> COLUMNS =
      List.of(
          "world",
          "valid",
          "checked",
          "first_seq",
          "last_seq",
          "head_hash",
          "damage",
          "damaged_seq",
          "detail");

  private final History history;

  VerifyLogAnswer(History history) {
    this.history = history;
  }

  void answer(Plan.VerifyLog plan, Asked asked) {
    asked.tell(
        Components.REPLAY,
        COLUMNS,
        asked.request().maxRows(),
        () -> history.verify(plan.world(), asked.deadline().forOthers()));
  }
}
