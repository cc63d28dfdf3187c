package dev.rearview.query.statement;

import dev.rearview.query.upstream.Forecasts;
import dev.rearview.timeql.plan.Plan;
import java.time.Duration;
import java.util.List;

/** {@code WHAT IF}: a row for each effect, or one that says why there is no prediction. */
final class WhatIfAnswer {
  private static final List<String> COLUMNS =
      List.of(
          "status",
          "component",
          "metric",
          "before",
          "expected",
          "low",
          "high",
          "actual",
          "error_probability",
          "confidence",
          "cases",
          "minimum_cases",
          "reason",
          "past");

  private final Forecasts forecasts;

  WhatIfAnswer(Forecasts forecasts) {
    this.forecasts = forecasts;
  }

  void answer(Plan.WhatIf plan, Asked asked) {
    asked.tell(
        PredictAnswer.PREDICTION,
        COLUMNS,
        asked.request().maxRows(),
        () ->
            forecasts.whatIf(
                asked.world(),
                plan.change().component(),
                plan.change().patch(),
                plan.change().atMs(),
                Duration.ofMillis(plan.withinMs()),
                asked.deadline().forOthers()));
  }
}
