package dev.rearview.engine.aggregate;

import dev.rearview.engine.record.LogRecord;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A partial aggregate: takes rows, merges with others of its kind, and travels as bytes. Merging in
 * any order gives the same result.
 */
public sealed interface Accumulator
    permits CountAccumulator,
        DistinctAccumulator,
        MomentsAccumulator,
        ExtremeAccumulator,
        EdgeAccumulator,
        PercentileAccumulator,
        TopAccumulator,
        RateAccumulator,
        SessionsAccumulator,
        OutlierAccumulator {

  /**
   * Takes a row.
   *
   * @param value the argument's value, null where it is NULL or there is no argument
   * @param counts whether the aggregate has no argument, so that the row counts all the same
   */
  void add(LogRecord row, @Nullable Object value, boolean counts);

  /**
   * Takes in another's rows.
   *
   * @throws IllegalArgumentException where the other is of another kind
   */
  void merge(Accumulator other);

  /** The aggregate of what was taken; null is NULL. */
  @Nullable Object result();

  /** Writes itself; {@link #read} of an accumulator of the same aggregate restores it. */
  void write(DataOutput out) throws IOException;

  /** Adds what was written to itself. */
  void read(DataInput in) throws IOException;
}
