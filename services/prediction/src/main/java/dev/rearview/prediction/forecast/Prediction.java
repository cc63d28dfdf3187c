package dev.rearview.prediction.forecast;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is said of one series.
 *
 * @param conclusive false: {@code reason} says why nothing is predicted
 * @param confidence how often the intervals held on past data, 0 to 1
 * @param cases how many past values it rests on
 * @param last the value that it begins from
 */
public record Prediction(
    String componentId,
    String metric,
    String unit,
    boolean conclusive,
    String reason,
    List<Point> points,
    double confidence,
    int cases,
    @Nullable Double last) {
  public Prediction {
    points = List.copyOf(points);
  }

  /**
   * A value ahead.
   *
   * @param atMs end of the bucket
   * @param low lower end of the 80 % interval
   * @param actual what really came, where that is past
   */
  public record Point(long atMs, double value, double low, double high, @Nullable Double actual) {}

  static Prediction inconclusive(
      String componentId, String metric, String unit, String reason, int cases) {
    return new Prediction(componentId, metric, unit, false, reason, List.of(), 0, cases, null);
  }
}
