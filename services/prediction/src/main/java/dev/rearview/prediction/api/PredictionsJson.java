package dev.rearview.prediction.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.rearview.prediction.forecast.Prediction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Forecasts. */
@JsonNaming(SnakeCaseStrategy.class)
record PredictionsJson(List<ForecastJson> forecasts, long lag, String note) {

  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ForecastJson(
      String componentId,
      String metric,
      String unit,
      String status,
      String reason,
      List<PointJson> points,
      double confidence,
      int cases,
      @Nullable Double last) {
    static ForecastJson of(Prediction p) {
      return new ForecastJson(
          p.componentId(),
          p.metric(),
          p.unit(),
          p.conclusive() ? Messages.OK : Messages.INCONCLUSIVE,
          p.reason(),
          p.points().stream().map(PointJson::of).toList(),
          p.confidence(),
          p.cases(),
          p.last());
    }
  }

  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record PointJson(long atMs, double value, double low, double high, @Nullable Double actual) {
    static PointJson of(Prediction.Point p) {
      return new PointJson(p.atMs(), p.value(), p.low(), p.high(), p.actual());
    }
  }
}
