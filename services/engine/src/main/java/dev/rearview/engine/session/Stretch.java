package dev.rearview.engine.session;

import dev.rearview.engine.record.LogRecord;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** A stretch of time in which a key has records: a session, as far as it is known. */
final class Stretch {
  private long start;
  private long end;
  private long records;
  private long errors;
  private final FirstSeen services;
  private final FirstSeen nodes;

  private Stretch(
      long start, long end, long records, long errors, FirstSeen services, FirstSeen nodes) {
    this.start = start;
    this.end = end;
    this.records = records;
    this.errors = errors;
    this.services = services;
    this.nodes = nodes;
  }

  static Stretch at(long nanos) {
    return new Stretch(nanos, nanos, 0, 0, new FirstSeen(), new FirstSeen());
  }

  /**
   * One whose records have one service and one node.
   *
   * @param service empty where they have none
   * @param since when the service was seen first
   */
  static Stretch of(
      long start, long end, long records, long errors, String service, long since, String node) {
    Stretch stretch = new Stretch(start, end, records, errors, new FirstSeen(), new FirstSeen());
    if (!service.isEmpty()) {
      stretch.services.see(service, since);
    }
    stretch.nodes.see(node, start);
    return stretch;
  }

  long start() {
    return start;
  }

  long end() {
    return end;
  }

  long records() {
    return records;
  }

  boolean isCut() {
    return services.isCut() || nodes.isCut();
  }

  /**
   * @param service empty where it has none
   * @param node empty where it has none
   */
  void add(long nanos, boolean error, String service, String node) {
    start = Math.min(start, nanos);
    end = Math.max(end, nanos);
    records++;
    errors += error ? 1 : 0;
    if (!service.isEmpty()) {
      services.see(service, nanos);
    }
    nodes.see(node, nanos);
  }

  void absorb(Stretch other, String node) {
    start = Math.min(start, other.start);
    end = Math.max(end, other.end);
    records += other.records;
    errors += other.errors;
    services.absorb(other.services, "");
    nodes.absorb(other.nodes, node);
  }

  Session session(Object key, SessionLimits limits) {
    long gap = limits.gap().toNanos();
    boolean cutOff =
        (limits.fromNanos() != LogRecord.NO_TIME && start - limits.fromNanos() < gap)
            || (limits.toNanos() != LogRecord.NO_TIME && limits.toNanos() - end < gap);
    return new Session(
        key, start, end, records, errors, services.inOrder(), nodes.inOrder(), cutOff);
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(start);
    out.writeLong(end);
    out.writeLong(records);
    out.writeLong(errors);
    services.write(out);
    nodes.write(out);
  }

  static Stretch read(DataInput in) throws IOException {
    long start = in.readLong();
    long end = in.readLong();
    if (end < start) {
      throw new IOException("a stretch of time that ends before it begins");
    }
    return new Stretch(
        start, end, in.readLong(), in.readLong(), FirstSeen.read(in), FirstSeen.read(in));
  }
}
