package dev.rearview.engine.aggregate;

import dev.rearview.engine.outlier.Outlier;
import dev.rearview.engine.outlier.RateOutliers;
import dev.rearview.engine.outlier.RateSeries;
import dev.rearview.engine.record.LogRecord;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How unusual the rate of a group's rows was, at its most unusual, or when and how. */
final class OutlierAccumulator implements Accumulator {
  /** Outliers that are listed. */
  private static final int MOST_LISTED = 10;

  private final RateSeries series;
  private final boolean listed;
  private final boolean fromKnown;
  private final boolean toKnown;
  private long fromNanos;
  private long toNanos;

  OutlierAccumulator(Duration width, boolean listed, long fromNanos, long toNanos) {
    this.series = new RateSeries(width);
    this.listed = listed;
    this.fromNanos = fromNanos;
    this.toNanos = toNanos;
    this.fromKnown = fromNanos != LogRecord.NO_TIME;
    this.toKnown = toNanos != LogRecord.NO_TIME;
  }

  /**
   * Where no range is asked for, the time that is looked at is that of all groups: what one has
   * before or after is compared with nothing.
   */
  static void lookAtAll(List<OutlierAccumulator> groups) {
    long from = Long.MAX_VALUE;
    long to = LogRecord.NO_TIME;
    for (OutlierAccumulator group : groups) {
      if (!group.series.isEmpty()) {
        from = Math.min(from, group.series.firstNanos());
        to = Math.max(to, group.series.lastNanos());
      }
    }
    for (OutlierAccumulator group : groups) {
      group.fromNanos = group.fromKnown || to == LogRecord.NO_TIME ? group.fromNanos : from;
      group.toNanos = group.toKnown || to == LogRecord.NO_TIME ? group.toNanos : to;
    }
  }

  @Override
  public void add(LogRecord row, @Nullable Object value, boolean counts) {
    series.add(row);
  }

  @Override
  public void merge(Accumulator other) {
    series.merge(Merging.same(this, other).series);
  }

  /** NULL where no row has a time. */
  @Override
  public @Nullable Object result() {
    if (listed) {
      return RateOutliers.of(series, fromNanos, toNanos, RateOutliers.THRESHOLD).stream()
          .limit(MOST_LISTED)
          .map(Outlier::toValue)
          .toList();
    }
    List<Outlier> all = RateOutliers.of(series, fromNanos, toNanos, 0);
    return all.isEmpty() ? null : (Object) all.getFirst().score();
  }

  @Override
  public void write(DataOutput out) throws IOException {
    series.write(out);
  }

  @Override
  public void read(DataInput in) throws IOException {
    series.read(in);
  }
}
