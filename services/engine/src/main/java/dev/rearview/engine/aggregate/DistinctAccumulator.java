package dev.rearview.engine.aggregate;

import dev.rearview.engine.record.LogRecord;
import dev.rearview.engine.record.Values;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.HllUnion;
import org.apache.datasketches.hll.TgtHllType;
import org.jspecify.annotations.Nullable;

/**
 * How many different values there are: exact while they are few, within 2 % beyond. It is estimated
 * from the registers alone, which are the same however the values were shared out.
 */
final class DistinctAccumulator implements Accumulator {
  /** 2^14 registers: a relative standard error of 0.8 %. */
  private static final int LOG_REGISTERS = 14;

  private static final int MAX_BYTES = 1 << 20;

  private @Nullable HllSketch sketch;

  @Override
  public void add(LogRecord row, @Nullable Object value, boolean counts) {
    Object key = Values.key(value);
    if (key != null) {
      if (sketch == null) {
        sketch = new HllSketch(LOG_REGISTERS, TgtHllType.HLL_8);
      }
      sketch.update(Values.text(key).getBytes(StandardCharsets.UTF_8));
    }
  }

  @Override
  public void merge(Accumulator other) {
    merge(Merging.same(this, other).sketch);
  }

  private void merge(@Nullable HllSketch other) {
    if (other == null) {
      return;
    }
    if (sketch == null) {
      sketch = other.copy();
      return;
    }
    HllUnion union = new HllUnion(LOG_REGISTERS);
    union.update(sketch);
    union.update(other);
    sketch = union.getResult(TgtHllType.HLL_8);
  }

  @Override
  public Object result() {
    return sketch == null ? 0L : Math.round(sketch.getCompositeEstimate());
  }

  @Override
  public void write(DataOutput out) throws IOException {
    byte[] bytes = sketch == null ? new byte[0] : sketch.toCompactByteArray();
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  @Override
  public void read(DataInput in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > MAX_BYTES) {
      throw new IOException("a sketch of %d bytes".formatted(length));
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    if (length > 0) {
      merge(HllSketch.heapify(MemorySegment.ofArray(bytes)));
    }
  }
}
