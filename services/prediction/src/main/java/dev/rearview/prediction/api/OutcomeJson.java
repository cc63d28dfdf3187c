package dev.rearview.prediction.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.rearview.prediction.outcome.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a change would do. */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
record OutcomeJson(
    String status,
    String reason,
    int cases,
    int minimumCases,
    List<EffectJson> effects,
    double confidence,
    List<PastJson> past,
    @Nullable Double errorProbability) {

  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record EffectJson(
      String componentId,
      String metric,
      double before,
      double expected,
      double low,
      double high,
      @Nullable Double actual) {
    static EffectJson of(Outcome.Effect e) {
      return new EffectJson(
          e.componentId(), e.metric(), e.before(), e.expected(), e.low(), e.high(), e.actual());
    }
  }

  @JsonNaming(SnakeCaseStrategy.class)
  record PastJson(
      String eventId, long atMs, String componentId, String change, boolean errorsRose) {
    static PastJson of(Outcome.PastCase c) {
      return new PastJson(c.eventId(), c.atMs(), c.componentId(), c.change(), c.errorsRose());
    }
  }

  static OutcomeJson of(Outcome outcome) {
    return new OutcomeJson(
        outcome.conclusive() ? Messages.OK : Messages.INCONCLUSIVE,
        outcome.reason(),
        outcome.cases(),
        Outcome.MINIMUM_CASES,
        outcome.effects().stream().map(EffectJson::of).toList(),
        outcome.confidence(),
        outcome.past().stream().map(PastJson::of).toList(),
        outcome.errorProbability());
  }
}
