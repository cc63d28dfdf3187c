package dev.rearview.query.upstream;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks the service that predicts. Every call ends within the given time. */
public interface Forecasts {

  /**
   * What will happen: one row for each component, metric and point in time.
   *
   * @param metrics empty: the rates and every metric
   * @param components empty: all
   */
  Told next(
      String world,
      long fromMs,
      Duration horizon,
      List<String> metrics,
      List<String> components,
      Duration within);

  /**
   * What a change would do: one row for each effect.
   *
   * @param atMs null: now
   * @param horizon null: the service's own default
   */
  Told whatIf(
      String world,
      String component,
      String patchJson,
      @Nullable Long atMs,
      @Nullable Duration horizon,
      Duration within);
}
