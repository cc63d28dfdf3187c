package dev.rearview.engine.outlier;

import dev.rearview.engine.record.LogRecord;
import dev.rearview.engine.record.Times;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Compares each stretch of a {@link RateSeries} with the usual one. Usual is the median of all
 * stretches, those without a count included, so that a burst does not hide itself; the measure is
 * the greater of 1.4826 × the median absolute deviation, which is the standard deviation where
 * counts are normal (Rousseeuw and Croux, 1993), and √median, which it is where they are Poisson's.
 *
 * <p>What happens only after a time without it is new, what does not happen any more is silent.
 * That all of n records lie in a part p of the time has the chance pⁿ where they come evenly, which
 * is a deviation of √(−2 n ln p) (the bound of the normal distribution's tail).
 */
public final class RateOutliers {
  /** Standard deviations from which on something is unusual. */
  public static final double THRESHOLD = 6;

  private static final double NORMAL = 1.4826;

  /** Stretches before or after, from which on something is new or silent. */
  private static final long LEAST_EMPTY = 3;

  /** A weighted value. */
  private record Weighted(double value, long weight) {}

  private final TreeMap<Long, Long> counts;
  private final long width;
  private final long first;
  private final long last;
  private final double median;
  private final double deviation;

  private RateOutliers(RateSeries series, long fromNanos, long toNanos) {
    this.counts = series.counts();
    this.width = series.widthNanos();
    long begin = counts.firstKey();
    long end = counts.lastKey();
    this.first =
        fromNanos == LogRecord.NO_TIME ? begin : Math.min(begin, Math.floorDiv(fromNanos, width));
    this.last = toNanos == LogRecord.NO_TIME ? end : Math.max(end, Math.floorDiv(toNanos, width));
    long empty = last - first + 1 - counts.size();
    List<Weighted> values = new ArrayList<>();
    values.add(new Weighted(0, empty));
    counts.values().forEach(count -> values.add(new Weighted(count, 1)));
    this.median = median(values);
    List<Weighted> apart = new ArrayList<>();
    values.forEach(v -> apart.add(new Weighted(Math.abs(v.value() - median), v.weight())));
    this.deviation = Math.max(NORMAL * median(apart), Math.sqrt(Math.max(1, median)));
  }

  private static double median(List<Weighted> values) {
    values.sort(Comparator.comparingDouble(Weighted::value));
    long total = values.stream().mapToLong(Weighted::weight).sum();
    long below = 0;
    for (int i = 0; i < values.size(); i++) {
      below += values.get(i).weight();
      if (2 * below == total && i + 1 < values.size()) {
        return (values.get(i).value() + values.get(i + 1).value()) / 2;
      }
      if (2 * below > total) {
        return values.get(i).value();
      }
    }
    return 0;
  }

  /**
   * What is unusual, the strongest first.
   *
   * @param fromNanos begin of the time that was looked at, {@link LogRecord#NO_TIME} where it is
   *     the first record's
   * @param toNanos its end, {@link LogRecord#NO_TIME} where it is the last record's
   * @param threshold the least score, above zero
   */
  public static List<Outlier> of(
      RateSeries series, long fromNanos, long toNanos, double threshold) {
    if (series.counts().isEmpty()) {
      return List.of();
    }
    List<Outlier> found = new RateOutliers(series, fromNanos, toNanos).all();
    found.removeIf(outlier -> Math.abs(outlier.score()) < threshold);
    found.sort(
        Comparator.comparingDouble((Outlier o) -> -Math.abs(o.score()))
            .thenComparing(Outlier::at)
            .thenComparing(Outlier::kind));
    return found;
  }

  private List<Outlier> all() {
    List<Outlier> all = new ArrayList<>();
    counts.forEach((stretch, count) -> {
      double score = score(count);
      Outlier.Kind kind = score < 0 ? Outlier.Kind.DROP : Outlier.Kind.BURST;
      all.add(outlier(kind, stretch, 1, count, median, score));
    });
    emptyBetween(all);
    edge(Outlier.Kind.NEW, first, counts.firstKey() - first, all);
    edge(Outlier.Kind.SILENT, counts.lastKey() + 1, last - counts.lastKey(), all);
    return all;
  }

  private double score(double count) {
    return (count - median) / deviation;
  }

  private long total() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The first stretch of each time without anything. */
  private void emptyBetween(List<Outlier> all) {
    long before = counts.firstKey();
    for (Map.Entry<Long, Long> entry : counts.entrySet()) {
      if (entry.getKey() > before + 1) {
        all.add(outlier(Outlier.Kind.DROP, before + 1, 1, 0, median, score(0)));
      }
      before = entry.getKey();
    }
  }

  /** Nothing at one end of the time. */
  private void edge(Outlier.Kind kind, long stretch, long empty, List<Outlier> all) {
    if (empty >= LEAST_EMPTY) {
      double rate = total() / (double) (counts.lastKey() - counts.firstKey() + 1);
      double part = 1 - empty / (double) (last - first + 1);
      double score = Math.sqrt(-2 * total() * Math.log(part));
      all.add(
          outlier(
              kind, stretch, empty, 0, rate * empty, kind == Outlier.Kind.NEW ? score : -score));
    }
  }

  private Outlier outlier(
      Outlier.Kind kind, long stretch, long stretches, long count, double usual, double score) {
    return new Outlier(
        kind,
        Times.instant(Math.multiplyExact(stretch, width)),
        Duration.ofNanos(Math.multiplyExact(stretches, width)),
        count,
        usual,
        score);
  }
}
