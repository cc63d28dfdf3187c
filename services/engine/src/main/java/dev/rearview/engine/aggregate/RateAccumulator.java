package dev.rearview.engine.aggregate;

import dev.rearview.engine.record.LogRecord;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Records per duration, over a known span or else from the first to the last record. */
final class RateAccumulator implements Accumulator {
  private final Duration per;
  private final @Nullable Duration over;
  private long count;
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;

  RateAccumulator(Duration per, @Nullable Duration over) {
    this.per = per;
    this.over = over;
  }

  @Override
  public void add(LogRecord row, @Nullable Object value, boolean counts) {
    if (row.hasTime()) {
      merge(1, row.tsNanos(), row.tsNanos());
    }
  }

  private void merge(long n, long from, long to) {
    count += n;
    first = Math.min(first, from);
    last = Math.max(last, to);
  }

  @Override
  public void merge(Accumulator other) {
    RateAccumulator o = Merging.same(this, other);
    merge(o.count, o.first, o.last);
  }

  /** NULL where the span is unknown or empty. */
  @Override
  public @Nullable Object result() {
    double span = over != null ? over.toNanos() : count < 2 ? 0 : (double) last - first;
    return span <= 0 ? null : (Object) (count * (per.toNanos() / span));
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeLong(count);
    out.writeLong(first);
    out.writeLong(last);
  }

  @Override
  public void read(DataInput in) throws IOException {
    merge(in.readLong(), in.readLong(), in.readLong());
  }
}
