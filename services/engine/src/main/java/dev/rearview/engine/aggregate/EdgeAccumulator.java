package dev.rearview.engine.aggregate;

import dev.rearview.engine.record.LogRecord;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The value of the earliest or latest record that has one, by time, node, stream, position. A
 * record without a time is later than none.
 */
final class EdgeAccumulator implements Accumulator {
  private final boolean latest;
  private @Nullable Object edge;
  private long tsNanos;
  private String node = "";
  private String stream = "";
  private long position;

  EdgeAccumulator(boolean latest) {
    this.latest = latest;
  }

  @Override
  public void add(LogRecord row, @Nullable Object value, boolean counts) {
    if (value != null) {
      take(value, row.tsNanos(), row.node(), row.stream(), row.position());
    }
  }

  private void take(@Nullable Object value, long ts, String n, String s, long p) {
    if (value == null) {
      return;
    }
    if (edge != null) {
      int order = order(ts, n, s, p);
      if (latest ? order < 0 : order >= 0) {
        return;
      }
    }
    edge = value;
    tsNanos = ts;
    node = n;
    stream = s;
    position = p;
  }

  private int order(long ts, String n, String s, long p) {
    int order = Long.compare(ts, tsNanos);
    order = order != 0 ? order : n.compareTo(node);
    order = order != 0 ? order : s.compareTo(stream);
    return order != 0 ? order : Long.compare(p, position);
  }

  @Override
  public void merge(Accumulator other) {
    EdgeAccumulator o = Merging.same(this, other);
    take(o.edge, o.tsNanos, o.node, o.stream, o.position);
  }

  @Override
  public @Nullable Object result() {
    return edge;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    ValueCodec.write(edge, out);
    out.writeLong(tsNanos);
    ValueCodec.write(node, out);
    ValueCodec.write(stream, out);
    out.writeLong(position);
  }

  @Override
  public void read(DataInput in) throws IOException {
    Object value = ValueCodec.read(in);
    long ts = in.readLong();
    String n = String.valueOf(ValueCodec.read(in));
    String s = String.valueOf(ValueCodec.read(in));
    take(value, ts, n, s, in.readLong());
  }
}
