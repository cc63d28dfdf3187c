package dev.rearview.causality.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.rearview.causality.anomaly.Anomaly;
import java.util.List;

/** Anomalies, newest first. */
@JsonNaming(SnakeCaseStrategy.class)
record AnomaliesJson(List<AnomalyJson> anomalies, long lag) {

  @JsonNaming(SnakeCaseStrategy.class)
  record AnomalyJson(
      String id,
      String world,
      String componentId,
      String metric,
      double value,
      double expectedLow,
      double expectedHigh,
      double score,
      long startMs,
      long endMs,
      List<String> eventIds,
      String detail) {
    static AnomalyJson of(Anomaly a) {
      return new AnomalyJson(
          a.id(),
          a.world(),
          a.componentId(),
          a.metric(),
          a.value(),
          a.expectedLow(),
          a.expectedHigh(),
          a.score(),
          a.startMs(),
          a.endMs(),
          a.eventIds(),
          a.detail());
    }
  }
}
