package dev.rearview.engine.aggregate;

import dev.rearview.engine.record.LogRecord;
import dev.rearview.engine.session.SessionBudget;
import dev.rearview.engine.session.Stretches;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The sessions of a group's rows; its result is how many they are. */
final class SessionsAccumulator implements Accumulator {
  private final Stretches stretches;

  SessionsAccumulator(Duration gap, SessionBudget budget) {
    this.stretches = new Stretches(gap, budget);
  }

  @Override
  public void add(LogRecord row, @Nullable Object value, boolean counts) {
    stretches.add(row);
  }

  @Override
  public void merge(Accumulator other) {
    stretches.merge(Merging.same(this, other).stretches);
  }

  @Override
  public Object result() {
    return (long) stretches.size();
  }

  @Override
  public void write(DataOutput out) throws IOException {
    stretches.write(out);
  }

  @Override
  public void read(DataInput in) throws IOException {
    stretches.read(in, "");
  }
}
