package dev.rearview.replay.log;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A world's log in numbers, or a partition's part of it.
 *
 * @param firstSeq lowest sequence number held; 0 where there is none
 * @param lastSeq highest sequence number held; 0 where there is none
 * @param headHash the chain's hash at {@code lastSeq}, hex; empty where there is none
 * @param firstMs lowest event time; above {@code lastMs} where there is no event
 * @param components how many components
 * @param jsonBytes about how long the events are as lines of JSON, taken from one in 64
 */
public record WorldStats(
    long events,
    long firstSeq,
    long lastSeq,
    String headHash,
    long firstMs,
    long lastMs,
    long lastObservedMs,
    long errors,
    long components,
    long jsonBytes,
    SortedMap<String, Long> byKind,
    SortedMap<String, Long> byLevel) {
  public static final WorldStats NONE =
      new WorldStats(
          0,
          0,
          0,
          "",
          Long.MAX_VALUE,
          Long.MIN_VALUE,
          Long.MIN_VALUE,
          0,
          0,
          0,
          new TreeMap<>(),
          new TreeMap<>());

  public WorldStats {
    byKind = Collections.unmodifiableSortedMap(new TreeMap<>(byKind));
    byLevel = Collections.unmodifiableSortedMap(new TreeMap<>(byLevel));
  }

  /** This part and another part of the same world. */
  public WorldStats plus(WorldStats other) {
    return new WorldStats(
        events + other.events,
        firstSeq == 0 || (other.firstSeq != 0 && other.firstSeq < firstSeq)
            ? other.firstSeq
            : firstSeq,
        Math.max(lastSeq, other.lastSeq),
        other.lastSeq > lastSeq ? other.headHash : headHash,
        Math.min(firstMs, other.firstMs),
        Math.max(lastMs, other.lastMs),
        Math.max(lastObservedMs, other.lastObservedMs),
        errors + other.errors,
        components + other.components,
        jsonBytes + other.jsonBytes,
        sum(byKind, other.byKind),
        sum(byLevel, other.byLevel));
  }

  /** Whether every number from the first to the last is held. */
  public boolean dense() {
    return events == 0 || events == lastSeq - firstSeq + 1;
  }

  private static SortedMap<String, Long> sum(Map<String, Long> a, Map<String, Long> b) {
    SortedMap<String, Long> result = new TreeMap<>(a);
    b.forEach((name, count) -> result.merge(name, count, Long::sum));
    return result;
  }

  byte[] encode() {
    return Records.write(this::writeTo);
  }

  private void writeTo(DataOutput out) throws IOException {
    out.writeLong(events);
    out.writeLong(firstSeq);
    out.writeLong(lastSeq);
    out.writeUTF(headHash);
    out.writeLong(firstMs);
    out.writeLong(lastMs);
    out.writeLong(lastObservedMs);
    out.writeLong(errors);
    out.writeLong(components);
    out.writeLong(jsonBytes);
    writeCounts(out, byKind);
    writeCounts(out, byLevel);
  }

  static WorldStats decode(byte[] bytes) {
    return Records.read(bytes, WorldStats::readFrom);
  }

  private static WorldStats readFrom(DataInput in) throws IOException {
    return new WorldStats(
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readUTF(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        readCounts(in),
        readCounts(in));
  }

  private static void writeCounts(DataOutput out, Map<String, Long> counts) throws IOException {
    out.writeInt(counts.size());
    for (Map.Entry<String, Long> entry : counts.entrySet()) {
      out.writeUTF(entry.getKey());
      out.writeLong(entry.getValue());
    }
  }

  private static SortedMap<String, Long> readCounts(DataInput in) throws IOException {
    SortedMap<String, Long> counts = new TreeMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      counts.put(in.readUTF(), in.readLong());
    }
    return counts;
  }
}
