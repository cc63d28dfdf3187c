package dev.rearview.engine.aggregate;

import dev.rearview.engine.record.LogRecord;
import dev.rearview.engine.record.Values;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Sum, mean and standard deviation of numbers (durations as nanoseconds), by Welford's update and
 * Chan's merge. A sum of whole numbers stays whole until it overflows.
 */
final class MomentsAccumulator implements Accumulator {
  private final Aggregate.Function function;
  private long count;
  private double mean;
  private double squares;
  private double sum;
  private long wholeSum;
  private boolean whole = true;
  private boolean durations;

  MomentsAccumulator(Aggregate.Function function) {
    this.function = function;
  }

  @Override
  public void add(LogRecord row, @Nullable Object value, boolean counts) {
    Number number = value instanceof Duration d ? (Number) d.toNanos() : Values.number(value);
    if (number == null) {
      return;
    }
    durations |= value instanceof Duration;
    double x = number.doubleValue();
    count++;
    double delta = x - mean;
    mean += delta / count;
    squares += delta * (x - mean);
    sum += x;
    addWhole(number instanceof Long, number.longValue());
  }

  private void addWhole(boolean isWhole, long value) {
    long added = wholeSum + value;
    whole &= isWhole && ((wholeSum ^ added) & (value ^ added)) >= 0;
    wholeSum = added;
  }

  @Override
  public void merge(Accumulator other) {
    MomentsAccumulator o = Merging.same(this, other);
    merge(o.count, o.mean, o.squares, o.sum, o.wholeSum, o.whole, o.durations);
  }

  private void merge(
      long n, double m, double sq, double s, long wholes, boolean isWhole, boolean isDuration) {
    if (n == 0) {
      return;
    }
    double delta = m - mean;
    long total = count + n;
    squares += sq + delta * delta * ((double) count * n / total);
    mean += delta * n / total;
    count = total;
    sum += s;
    addWhole(isWhole, wholes);
    durations |= isDuration;
  }

  @Override
  public @Nullable Object result() {
    if (count == 0) {
      return null;
    }
    return switch (function) {
      case AVG -> shown(mean);
      case STDDEV -> count < 2 ? null : shown(Math.sqrt(squares / (count - 1)));
      default -> whole ? (durations ? Duration.ofNanos(wholeSum) : wholeSum) : shown(sum);
    };
  }

  private Object shown(double value) {
    return durations ? Duration.ofNanos(Math.round(value)) : (Object) value;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeLong(count);
    out.writeDouble(mean);
    out.writeDouble(squares);
    out.writeDouble(sum);
    out.writeLong(wholeSum);
    out.writeBoolean(whole);
    out.writeBoolean(durations);
  }

  @Override
  public void read(DataInput in) throws IOException {
    merge(
        in.readLong(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readLong(),
        in.readBoolean(),
        in.readBoolean());
  }
}
