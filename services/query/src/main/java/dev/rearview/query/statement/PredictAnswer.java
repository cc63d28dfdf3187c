package dev.rearview.query.statement;

import dev.rearview.query.upstream.Forecasts;
import dev.rearview.timeql.plan.Plan;
import java.time.Duration;
import java.util.List;

/** {@code PREDICT NEXT}: a row for each component, metric and point in time. */
final class PredictAnswer {
  static final String PREDICTION = "prediction";
  private static final List<String> COLUMNS =
      List.of(
          "component",
          "metric",
          "unit",
          "status",
          "ts",
          "value",
          "low",
          "high",
          "actual",
          "last",
          "confidence",
          "cases",
          "reason");

  private final Forecasts forecasts;
  private final Components components;

  PredictAnswer(Forecasts forecasts, Components components) {
    this.forecasts = forecasts;
    this.components = components;
  }

  void answer(Plan.Predict plan, Asked asked) {
    List<String> wanted =
        plan.where() == null ? List.of() : components.matching(asked, plan.where(), plan.fromMs());
    if (plan.where() != null && wanted.isEmpty()) {
      asked.rows().columns(COLUMNS);
      asked.report().warn("no component was seen by then for which the WHERE holds");
      return;
    }
    asked.tell(
        PREDICTION,
        COLUMNS,
        plan.limit(),
        () ->
            forecasts.next(
                asked.world(),
                plan.fromMs(),
                Duration.ofMillis(plan.horizonMs()),
                plan.metrics(),
                wanted,
                asked.deadline().forOthers()));
  }
}
