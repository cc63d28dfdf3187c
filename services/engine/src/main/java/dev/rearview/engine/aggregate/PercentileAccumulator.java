package dev.rearview.engine.aggregate;

import dev.rearview.engine.record.LogRecord;
import dev.rearview.engine.record.Values;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A quantile of numbers (durations as nanoseconds), within 1 % of the value. */
final class PercentileAccumulator implements Accumulator {
  private final double quantile;
  private final LogBuckets buckets = new LogBuckets();
  private boolean durations;

  PercentileAccumulator(double quantile) {
    this.quantile = quantile;
  }

  @Override
  public void add(LogRecord row, @Nullable Object value, boolean counts) {
    Number number = value instanceof Duration d ? (Number) d.toNanos() : Values.number(value);
    if (number != null) {
      durations |= value instanceof Duration;
      buckets.add(number.doubleValue());
    }
  }

  @Override
  public void merge(Accumulator other) {
    PercentileAccumulator o = Merging.same(this, other);
    buckets.merge(o.buckets);
    durations |= o.durations;
  }

  @Override
  public @Nullable Object result() {
    Double value = buckets.quantile(quantile);
    return value == null || !durations ? value : Duration.ofNanos(Math.round(value));
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeBoolean(durations);
    buckets.write(out);
  }

  @Override
  public void read(DataInput in) throws IOException {
    durations |= in.readBoolean();
    buckets.read(in);
  }
}
