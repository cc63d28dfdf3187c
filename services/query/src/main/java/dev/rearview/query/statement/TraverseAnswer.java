package dev.rearview.query.statement;

import dev.rearview.query.upstream.Causes;
import dev.rearview.timeql.plan.Plan;
import java.time.Instant;
import java.util.List;

/** {@code TRAVERSE}: a row for each event that is reached, and by which edge. */
final class TraverseAnswer {
  static final String CAUSALITY = "causality";
  private static final List<String> COLUMNS =
      List.of(
          "depth",
          "ts",
          "component",
          "service",
          "kind",
          "level",
          "message",
          "event_id",
          "global_seq",
          "request_id",
          "session_id",
          "trace_id",
          "stopped_here",
          "cause_id",
          "effect_id",
          "basis",
          "confidence",
          "reason");

  private final Causes causes;

  TraverseAnswer(Causes causes) {
    this.causes = causes;
  }

  void answer(Plan.Traverse plan, Asked asked) {
    asked.tell(
        CAUSALITY,
        COLUMNS,
        plan.limit(),
        () ->
            causes.traverse(
                asked.world(),
                plan.event(),
                plan.forward(),
                plan.depth(),
                plan.minConfidence(),
                plan.until() == null ? "" : plan.until().text(),
                asked.request().zone(),
                Instant.ofEpochMilli(asked.request().nowMs()),
                asked.deadline().forOthers()));
  }
}
