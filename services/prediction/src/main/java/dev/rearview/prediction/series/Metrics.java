package dev.rearview.prediction.series;

import java.util.Locale;

/** The names and units of series. */
public final class Metrics {
  /** Events a minute. */
  public static final String EVENT_RATE = "event_rate";

  /**
   * What the component itself reports under this name; where it reports none, errors in a hundred
   * of its events.
   */
  public static final String ERROR_RATE = "error_rate";

  private Metrics() {}

  /** The unit that a metric's name stands for; empty where it says none. */
  public static String unit(String metric) {
    String name = metric.toLowerCase(Locale.ROOT);
    if (name.equals(EVENT_RATE)) {
      return "events/min";
    }
    if (name.endsWith("_percent") || name.equals("cpu") || name.equals("memory")) {
      return "percent";
    }
    for (String[] unit :
        new String[][] {
          {"_ms", "ms"},
          {"_latency", "ms"},
          {"_seconds", "s"},
          {"_bytes", "bytes"},
          {"_ratio", "ratio"}
        }) {
      if (name.endsWith(unit[0])) {
        return unit[1];
      }
    }
    return "";
  }
}
