package dev.rearview.prediction.api;

import dev.rearview.prediction.forecast.Prediction;
import dev.rearview.prediction.outcome.Outcome;
import dev.rearview.proto.prediction.v1.Effect;
import dev.rearview.proto.prediction.v1.Forecast;
import dev.rearview.proto.prediction.v1.PastCase;
import dev.rearview.proto.prediction.v1.Point;
import dev.rearview.proto.prediction.v1.Predictions;
import dev.rearview.proto.prediction.v1.WhatIfReply;
import java.util.List;

/** Answers as messages. */
final class Messages {
  static final String OK = "OK";
  static final String INCONCLUSIVE = "INCONCLUSIVE";

  private Messages() {}

  static Predictions predictions(List<Prediction> all, long lag) {
    Predictions.Builder message = Predictions.newBuilder().setLag(lag);
    all.forEach(prediction -> message.addForecasts(forecast(prediction)));
    return message.build();
  }

  private static Forecast forecast(Prediction p) {
    Forecast.Builder forecast =
        Forecast.newBuilder()
            .setComponentId(p.componentId())
            .setMetric(p.metric())
            .setUnit(p.unit())
            .setStatus(p.conclusive() ? OK : INCONCLUSIVE)
            .setReason(p.reason())
            .setConfidence(p.confidence())
            .setCases(p.cases());
    if (p.last() != null) {
      forecast.setLast(p.last());
    }
    for (Prediction.Point point : p.points()) {
      Point.Builder message =
          Point.newBuilder()
              .setAtMs(point.atMs())
              .setValue(point.value())
              .setLow(point.low())
              .setHigh(point.high());
      if (point.actual() != null) {
        message.setActual(point.actual());
      }
      forecast.addPoints(message);
    }
    return forecast.build();
  }

  static WhatIfReply outcome(Outcome outcome) {
    WhatIfReply.Builder reply =
        WhatIfReply.newBuilder()
            .setStatus(outcome.conclusive() ? OK : INCONCLUSIVE)
            .setReason(outcome.reason())
            .setCases(outcome.cases())
            .setMinimumCases(Outcome.MINIMUM_CASES)
            .setConfidence(outcome.confidence());
    if (outcome.errorProbability() != null) {
      reply.setErrorProbability(outcome.errorProbability());
    }
    for (Outcome.Effect e : outcome.effects()) {
      Effect.Builder effect =
          Effect.newBuilder()
              .setComponentId(e.componentId())
              .setMetric(e.metric())
              .setBefore(e.before())
              .setExpected(e.expected())
              .setLow(e.low())
              .setHigh(e.high());
      if (e.actual() != null) {
        effect.setActual(e.actual());
      }
      reply.addEffects(effect);
    }
    for (Outcome.PastCase c : outcome.past()) {
      reply.addPast(
          PastCase.newBuilder()
              .setEventId(c.eventId())
              .setAtMs(c.atMs())
              .setComponentId(c.componentId())
              .setChange(c.change())
              .setErrorsRose(c.errorsRose()));
    }
    return reply.build();
  }
}
