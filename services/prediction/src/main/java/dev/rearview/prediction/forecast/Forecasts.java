package dev.rearview.prediction.forecast;

import dev.rearview.prediction.series.Buckets;
import dev.rearview.prediction.series.Component;
import dev.rearview.prediction.series.Metrics;
import dev.rearview.prediction.series.SeriesLog;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Forecasts for components. Nothing after the time they begin at is used for them. */
public final class Forecasts {
  private static final Duration MAX_HORIZON = Duration.ofDays(1);
  private static final Duration HISTORY = Duration.ofDays(7);
  private static final int MAX_FORECASTS = 2_000;
  private static final int MAX_COMPONENTS = 1_000;

  private final SeriesLog log;
  private final Clock clock;

  public Forecasts(SeriesLog log, Clock clock) {
    this.log = log;
    this.clock = clock;
  }

  /**
   * What is asked.
   *
   * @param metrics names; empty: event rate, error rate and every metric
   * @param components canonical ids; empty: all
   */
  public record Question(
      String world, long fromMs, long horizonMs, List<String> metrics, List<String> components) {
    public Question {
      metrics = List.copyOf(metrics);
      components = List.copyOf(components);
      if (horizonMs < Buckets.MINUTE_MS || horizonMs > MAX_HORIZON.toMillis()) {
        throw new IllegalArgumentException(
            "a horizon is 1 minute to 1 day, not " + Duration.ofMillis(horizonMs));
      }
    }
  }

  public List<Prediction> predict(Question question) {
    List<Prediction> all = new ArrayList<>();
    List<Component> components = new ArrayList<>();
    if (question.components().isEmpty()) {
      components.addAll(log.components(question.world(), MAX_COMPONENTS));
    }
    for (String id : question.components()) {
      Optional<Component> known = log.component(question.world(), id);
      known.ifPresentOrElse(
          components::add,
          () -> all.add(Prediction.inconclusive(id, "", "", "nothing is known of " + id, 0)));
    }
    for (Component component : components) {
      for (String metric : metrics(question, component)) {
        if (all.size() >= MAX_FORECASTS) {
          return all;
        }
        all.add(predict(question, component, metric));
      }
    }
    return all;
  }

  private static Set<String> metrics(Question question, Component component) {
    Set<String> metrics = new LinkedHashSet<>(question.metrics());
    if (metrics.isEmpty()) {
      metrics.add(Metrics.EVENT_RATE);
      metrics.add(Metrics.ERROR_RATE);
      metrics.addAll(component.metrics());
    }
    return metrics;
  }

  private Prediction predict(Question question, Component component, String metric) {
    long begins = Buckets.floor(question.fromMs());
    long oldest = Math.max(begins - HISTORY.toMillis(), Buckets.floor(component.firstMs()));
    Buckets past = log.read(question.world(), component, metric, Math.min(oldest, begins), begins);
    String unit = unit(component, metric, past);
    long minutes =
        Math.ceilDiv(question.fromMs() + question.horizonMs() - begins, Buckets.MINUTE_MS);
    History history = History.of(past, History.stepMinutes((int) minutes));
    int count = history.values().length;
    if (count < Forecaster.MINIMUM) {
      return Prediction.inconclusive(
          component.id(), metric, unit, tooLittle(component, metric, history, count), count);
    }
    int horizon = (int) Math.ceilDiv(minutes, history.stepMinutes());
    Forecaster.Forecast forecast =
        Forecaster.forecast(history.values(), history.stepMinutes(), horizon);
    return new Prediction(
        component.id(),
        metric,
        unit,
        true,
        "",
        points(question.world(), component, metric, begins, history, forecast, unit),
        forecast.coverage(),
        count,
        history.values()[count - 1]);
  }

  private static String tooLittle(Component component, String metric, History history, int count) {
    if (history.silentMinutes() > 0) {
      return "%s has reported no %s in the %d minutes before"
          .formatted(component.id(), metric, history.silentMinutes());
    }
    return "%d values of %s are known of %s without a long gap; at least %d of %d min each are needed"
        .formatted(count, metric, component.id(), Forecaster.MINIMUM, history.stepMinutes());
  }

  private List<Prediction.Point> points(
      String world,
      Component component,
      String metric,
      long begins,
      History history,
      Forecaster.Forecast forecast,
      String unit) {
    double[] values = history.values();
    double least = Arrays.stream(values).allMatch(v -> v >= 0) ? 0 : -Double.MAX_VALUE;
    double share = unit.equals("percent") ? 100 : unit.equals("ratio") ? 1 : Double.MAX_VALUE;
    double most = Arrays.stream(values).allMatch(v -> v <= share) ? share : Double.MAX_VALUE;
    long width = history.stepMinutes() * Buckets.MINUTE_MS;
    List<Prediction.Point> points = new ArrayList<>();
    for (int i = 0; i < forecast.steps().size(); i++) {
      Forecaster.Step step = forecast.steps().get(i);
      long from = begins + i * width;
      points.add(
          new Prediction.Point(
              from + width,
              Math.clamp(step.value(), least, most),
              Math.clamp(step.low(), least, most),
              Math.clamp(step.high(), least, most),
              actual(world, component, metric, from, from + width)));
    }
    return points;
  }

  /** Null where that time is not over, or nothing was reported in it. */
  private @Nullable Double actual(
      String world, Component component, String metric, long fromMs, long toMs) {
    if (toMs > clock.millis() || toMs > component.newestMs()) {
      return null;
    }
    double mean = log.read(world, component, metric, fromMs, toMs).mean();
    return Double.isNaN(mean) ? null : mean;
  }

  /** A reported error rate is a ratio where it never exceeds 1; a counted one is in percent. */
  private static String unit(Component component, String metric, Buckets past) {
    if (!metric.equals(Metrics.ERROR_RATE)) {
      return Metrics.unit(metric);
    }
    boolean reported = component.metrics().contains(Metrics.ERROR_RATE);
    boolean ratio = Arrays.stream(past.values()).allMatch(v -> Double.isNaN(v) || v <= 1);
    return reported && ratio ? "ratio" : "percent";
  }
}
