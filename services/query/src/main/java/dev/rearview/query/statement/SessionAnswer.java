package dev.rearview.query.statement;

import dev.rearview.timeql.plan.Plan;

/** {@code SESSION 'x'}: one session's timeline; warns where nothing has the key. */
final class SessionAnswer {
  private final ScannedAnswer scanned;

  SessionAnswer(ScannedAnswer scanned) {
    this.scanned = scanned;
  }

  void answer(Plan.Session plan, Asked asked) {
    CountedSink rows = new CountedSink(asked.rows());
    scanned.answer(plan, asked.into(rows));
    if (rows.count() == 0) {
      asked
          .report()
          .warn("no record has '%s' as its %s".formatted(plan.key(), String.join(", ", plan.by())));
    }
  }
}
