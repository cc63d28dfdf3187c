package dev.rearview.causality.anomaly;

/** The kinds of series, and the least deviation that each takes seriously. */
enum Series {
  /** Errors in a hundred events; only more of them is trouble. */
  ERROR_RATE,
  /** Events a minute; counts vary by their root even when all is well. */
  EVENT_RATE,
  /** A numeric metric. */
  METRIC;

  static final String ERROR_RATE_NAME = "error_rate";
  static final String EVENT_RATE_NAME = "event_rate";

  static Series of(String name) {
    return switch (name) {
      case ERROR_RATE_NAME -> ERROR_RATE;
      case EVENT_RATE_NAME -> EVENT_RATE;
      default -> METRIC;
    };
  }

  /** What one deviation is, at least. */
  double scale(Baseline baseline, double value) {
    double median = baseline.median();
    double spread = baseline.spread();
    return switch (this) {
      case ERROR_RATE -> Math.max(spread, 2.5);
      case EVENT_RATE -> Math.max(Math.max(spread, 0.1 * median), Math.max(2, Math.sqrt(median)));
      case METRIC ->
          Math.max(Math.max(spread, 0.05 * Math.abs(median)), 0.1 * Math.abs(value - median));
    };
  }

  double score(Baseline baseline, double value) {
    double deviation = value - baseline.median();
    if (deviation == 0 || (this == ERROR_RATE && deviation < 0)) {
      return 0;
    }
    return Math.abs(deviation) / scale(baseline, value);
  }

  double low(Baseline baseline, double value, double score) {
    double low = baseline.median() - score * scale(baseline, value);
    return this == METRIC ? low : Math.max(0, low);
  }

  double high(Baseline baseline, double value, double score) {
    double high = baseline.median() + score * scale(baseline, value);
    return this == ERROR_RATE ? Math.min(100, high) : high;
  }

  String unit(String name) {
    return switch (this) {
      case ERROR_RATE -> " %";
      case EVENT_RATE -> " events/min";
      case METRIC -> name.endsWith("_percent") ? " %" : name.endsWith("_ms") ? " ms" : "";
    };
  }
}
