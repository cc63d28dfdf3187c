package dev.rearview.engine.aggregate;

import dev.rearview.engine.record.LogRecord;
import dev.rearview.engine.record.Values;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The least or greatest value in the order of values. */
final class ExtremeAccumulator implements Accumulator {
  private final boolean greatest;
  private @Nullable Object extreme;

  ExtremeAccumulator(boolean greatest) {
    this.greatest = greatest;
  }

  @Override
  public void add(LogRecord row, @Nullable Object value, boolean counts) {
    take(value);
  }

  private void take(@Nullable Object value) {
    if (value != null && (extreme == null || Values.order(greatest).compare(value, extreme) < 0)) {
      extreme = value;
    }
  }

  @Override
  public void merge(Accumulator other) {
    take(Merging.same(this, other).extreme);
  }

  @Override
  public @Nullable Object result() {
    return extreme;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    ValueCodec.write(extreme, out);
  }

  @Override
  public void read(DataInput in) throws IOException {
    take(ValueCodec.read(in));
  }
}
