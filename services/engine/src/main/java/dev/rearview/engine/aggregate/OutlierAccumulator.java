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
  private final long fromNanos;
  private final long toNanos;

  OutlierAccumulator(Duration width, boolean listed, long fromNanos, long toNanos) {
    this.series = new RateSeries(width);
    this.listed = listed;
    this.fromNanos = fromNanos;
    this.toNanos = toNanos;
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
