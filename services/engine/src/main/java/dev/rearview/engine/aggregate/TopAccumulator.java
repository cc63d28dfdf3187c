package dev.rearview.engine.aggregate;

import dev.rearview.engine.record.LogRecord;
import dev.rearview.engine.record.Values;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The most frequent values, with how often each was there. Exact while there are at most {@link
 * #MOST} different ones. Of more, the rarest are forgotten (Misra and Gries, 1982; Agarwal et al.,
 * Mergeable Summaries, 2012): a count may then be too low, by at most 2 in {@link #MOST} of all
 * rows, and says what it is at most.
 */
final class TopAccumulator implements Accumulator {
  /** Different values that are counted. */
  static final int MOST = 1_024;

  private static final Comparator<Map.Entry<Object, Long>> FREQUENT_FIRST =
      Map.Entry.<Object, Long>comparingByValue()
          .reversed()
          .thenComparing(entry -> Values.text(entry.getKey()))
          .thenComparing(entry -> entry.getKey().getClass().getName());

  private final int wanted;
  private final Map<Object, Long> counts = new HashMap<>();

  /** What counts of values may lack. */
  private long forgotten;

  TopAccumulator(int wanted) {
    this.wanted = wanted;
  }

  @Override
  public void add(LogRecord row, @Nullable Object value, boolean counts) {
    Object key = Values.key(value);
    if (key != null) {
      add(key, 1);
    }
  }

  private void add(Object key, long count) {
    counts.merge(key, count, Long::sum);
    if (counts.size() > MOST) {
      forget();
    }
  }

  /** Takes from each count that of the value in the middle, so that half of them are gone. */
  private void forget() {
    long[] sorted = counts.values().stream().mapToLong(Long::longValue).sorted().toArray();
    long middle = sorted[sorted.length / 2];
    counts.replaceAll((key, count) -> count - middle);
    counts.values().removeIf(count -> count <= 0);
    forgotten += middle;
  }

  @Override
  public void merge(Accumulator other) {
    TopAccumulator o = Merging.same(this, other);
    forgotten += o.forgotten;
    o.counts.forEach(this::add);
  }

  /** A list of {@code value} and {@code count}; NULL where no row has a value. */
  @Override
  public @Nullable Object result() {
    List<Map<String, Object>> top = new ArrayList<>();
    counts.entrySet().stream()
        .sorted(FREQUENT_FIRST)
        .limit(wanted)
        .forEach(entry -> top.add(row(entry.getKey(), entry.getValue())));
    return top.isEmpty() ? null : top;
  }

  private Map<String, Object> row(Object value, long count) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("value", value);
    row.put("count", count);
    if (forgotten > 0) {
      row.put("at_most", count + forgotten);
    }
    return row;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeLong(forgotten);
    out.writeInt(counts.size());
    for (Map.Entry<Object, Long> entry : counts.entrySet()) {
      ValueCodec.write(entry.getKey(), out);
      out.writeLong(entry.getValue());
    }
  }

  @Override
  public void read(DataInput in) throws IOException {
    forgotten += in.readLong();
    int size = in.readInt();
    if (size < 0 || size > MOST) {
      throw new IOException("%d different values".formatted(size));
    }
    for (int i = 0; i < size; i++) {
      Object key = Objects.requireNonNull(ValueCodec.read(in));
      add(key, in.readLong());
    }
  }
}
