package dev.rearview.query.statement;

import dev.rearview.query.upstream.Causes;
import dev.rearview.query.upstream.Causes.Symptom;
import dev.rearview.timeql.plan.Plan;
import java.time.Duration;
import java.util.List;

/** {@code ROOT CAUSE}: a row for each suspect, most likely first, with its chain. */
final class RootCauseAnswer {
  private static final List<String> COLUMNS =
      List.of(
          "rank",
          "score",
          "reason",
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
          "chain");

  private final Causes causes;
  private final Components components;

  RootCauseAnswer(Causes causes, Components components) {
    this.causes = causes;
    this.components = components;
  }

  void answer(Plan.RootCause plan, Asked asked) {
    Symptom symptom = symptom(plan, asked);
    if (symptom instanceof Symptom.At at && plan.where() != null && at.components().isEmpty()) {
      asked.rows().columns(COLUMNS);
      asked.report().warn("no component was seen by then for which the WHERE holds");
      return;
    }
    asked.tell(
        TraverseAnswer.CAUSALITY,
        COLUMNS,
        plan.limit(),
        () ->
            causes.rootCauses(asked.world(), symptom, plan.limit(), asked.deadline().forOthers()));
  }

  private Symptom symptom(Plan.RootCause plan, Asked asked) {
    if (plan.event() != null) {
      return new Symptom.OfEvent(plan.event());
    }
    if (plan.session() != null) {
      return new Symptom.OfSession(plan.session());
    }
    long atMs = plan.atMs() == null ? asked.request().nowMs() : plan.atMs();
    List<String> wanted =
        plan.where() == null ? List.of() : components.matching(asked, plan.where(), atMs);
    return new Symptom.At(atMs, wanted, Duration.ofMillis(plan.withinMs()));
  }
}
