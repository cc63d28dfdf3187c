package dev.rearview.engine.aggregate;

import dev.rearview.engine.record.LogRecord;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Rows, or values that are not NULL. */
final class CountAccumulator implements Accumulator {
  private long count;

  @Override
  public void add(LogRecord row, @Nullable Object value, boolean counts) {
    if (counts || value != null) {
      count++;
    }
  }

  @Override
  public void merge(Accumulator other) {
    count += Merging.same(this, other).count;
  }

  @Override
  public Object result() {
    return count;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeLong(count);
  }

  @Override
  public void read(DataInput in) throws IOException {
    count += in.readLong();
  }
}
