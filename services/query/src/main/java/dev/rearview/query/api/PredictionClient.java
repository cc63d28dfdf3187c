package dev.rearview.query.api;

import dev.rearview.proto.prediction.v1.Effect;
import dev.rearview.proto.prediction.v1.Forecast;
import dev.rearview.proto.prediction.v1.PastCase;
import dev.rearview.proto.prediction.v1.Point;
import dev.rearview.proto.prediction.v1.PredictRequest;
import dev.rearview.proto.prediction.v1.PredictionGrpc;
import dev.rearview.proto.prediction.v1.Predictions;
import dev.rearview.proto.prediction.v1.WhatIfReply;
import dev.rearview.proto.prediction.v1.WhatIfRequest;
import dev.rearview.query.upstream.Forecasts;
import dev.rearview.query.upstream.Told;
import io.grpc.Channel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks prediction over gRPC. */
public final class PredictionClient implements Forecasts {
  static final String SERVICE = "prediction";

  private final PredictionGrpc.PredictionBlockingStub stub;

  public PredictionClient(Channel channel) {
    this.stub = PredictionGrpc.newBlockingStub(channel);
  }

  @Override
  public Told next(
      String world,
      long fromMs,
      Duration horizon,
      List<String> metrics,
      List<String> components,
      Duration within) {
    PredictRequest request =
        PredictRequest.newBuilder()
            .setWorld(world)
            .setFromMs(fromMs)
            .setHorizonMs(millis(horizon))
            .addAllMetrics(metrics)
            .addAllComponentIds(components)
            .build();
    Predictions reply = Calls.ask(SERVICE, stub, within, s -> s.predictNext(request));
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    reply.getForecastsList().forEach(forecast -> addForecast(rows, forecast));
    return new Told(rows, reply.getLag(), List.of(), List.of());
  }

  private static void addForecast(List<Map<String, @Nullable Object>> rows, Forecast forecast) {
    if (forecast.getPointsCount() == 0) {
      rows.add(row(forecast, null));
    }
    forecast.getPointsList().forEach(point -> rows.add(row(forecast, point)));
  }

  private static Map<String, @Nullable Object> row(Forecast forecast, @Nullable Point point) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("component", forecast.getComponentId());
    row.put("metric", forecast.getMetric());
    row.put("unit", Rows.emptyAsNull(forecast.getUnit()));
    row.put("status", forecast.getStatus());
    row.put("ts", point == null ? null : Instant.ofEpochMilli(point.getAtMs()));
    row.put("value", point == null ? null : point.getValue());
    row.put("low", point == null ? null : point.getLow());
    row.put("high", point == null ? null : point.getHigh());
    row.put("actual", point != null && point.hasActual() ? point.getActual() : null);
    row.put("last", forecast.hasLast() ? forecast.getLast() : null);
    row.put("confidence", forecast.getConfidence());
    row.put("cases", (long) forecast.getCases());
    row.put("reason", Rows.emptyAsNull(forecast.getReason()));
    return row;
  }

  @Override
  public Told whatIf(
      String world,
      String component,
      String patchJson,
      @Nullable Long atMs,
      @Nullable Duration horizon,
      Duration within) {
    WhatIfRequest.Builder request =
        WhatIfRequest.newBuilder().setWorld(world).setComponentId(component).setPatch(patchJson);
    if (atMs != null) {
      request.setAtMs(atMs);
    }
    if (horizon != null) {
      request.setWithinMs(millis(horizon));
    }
    WhatIfReply reply = Calls.ask(SERVICE, stub, within, s -> s.whatIf(request.build()));
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    if (reply.getEffectsCount() == 0) {
      rows.add(row(component, reply, null));
    }
    reply.getEffectsList().forEach(effect -> rows.add(row(component, reply, effect)));
    return Told.of(rows);
  }

  private static Map<String, @Nullable Object> row(
      String component, WhatIfReply reply, @Nullable Effect effect) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("status", reply.getStatus());
    row.put("component", effect == null ? component : effect.getComponentId());
    row.put("metric", effect == null ? null : effect.getMetric());
    row.put("before", effect != null && effect.hasBefore() ? effect.getBefore() : null);
    row.put("expected", effect == null ? null : effect.getExpected());
    row.put("low", effect == null ? null : effect.getLow());
    row.put("high", effect == null ? null : effect.getHigh());
    row.put("actual", effect != null && effect.hasActual() ? effect.getActual() : null);
    row.put("error_probability", reply.hasErrorProbability() ? reply.getErrorProbability() : null);
    row.put("confidence", reply.getConfidence());
    row.put("cases", (long) reply.getCases());
    row.put("minimum_cases", (long) reply.getMinimumCases());
    row.put("reason", Rows.emptyAsNull(reply.getReason()));
    row.put("past", reply.getPastList().stream().map(PredictionClient::past).toList());
    return row;
  }

  private static Map<String, @Nullable Object> past(PastCase past) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("ts", Instant.ofEpochMilli(past.getAtMs()));
    row.put("component", past.getComponentId());
    row.put("change", past.getChange());
    row.put("errors_rose", past.getErrorsRose());
    row.put("event_id", past.getEventId());
    return row;
  }

  private static int millis(Duration duration) {
    return (int) Math.min(duration.toMillis(), Integer.MAX_VALUE);
  }
}
