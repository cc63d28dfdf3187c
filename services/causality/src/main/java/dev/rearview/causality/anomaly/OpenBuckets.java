package dev.rearview.causality.anomaly;

import dev.rearview.model.Event;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The buckets of a component that may still get events, and up to where all are closed. The
 * watermark is the component's newest event time, though never later than when that event was taken
 * in, less the lateness; silence closes nothing.
 */
public final class OpenBuckets {
  /** Most buckets that are open at once; events beyond are not judged. */
  private static final int MAX_OPEN = 64;

  /** A longer silence than this many buckets is a pause, not a drop to zero. */
  private static final int MAX_EMPTY = 10;

  private static final byte VERSION = 1;
  private static final long NONE = Long.MIN_VALUE;

  private final TreeMap<Long, Bucket> open = new TreeMap<>();
  private long closedUntilMs = NONE;
  private long watermarkMs = NONE;
  private long quietUntilMs = NONE;

  /** Takes an event in; false where its bucket was closed already or lies too far ahead. */
  boolean add(Event event, DetectorSettings settings) {
    long width = settings.bucket().toMillis();
    long start = Math.floorDiv(event.timestampMs(), width) * width;
    if (closedUntilMs == NONE) {
      // the bucket that a component begins in is not whole: it is left out
      closedUntilMs = start + width;
    }
    long reached =
        Math.min(event.timestampMs(), event.observedMs()) - settings.lateness().toMillis();
    watermarkMs = Math.max(watermarkMs, reached);
    if (start < closedUntilMs || (!open.containsKey(start) && open.size() >= MAX_OPEN)) {
      return false;
    }
    open.computeIfAbsent(start, s -> new Bucket()).add(event, settings.maxMetrics());
    return true;
  }

  /** A bucket that no event can enter any more. */
  record Closed(long startMs, Bucket bucket) {}

  /** Takes out what the watermark has passed, in the order of time, empty buckets among them. */
  List<Closed> close(long widthMs) {
    List<Closed> closed = new ArrayList<>();
    while (!open.isEmpty() && open.firstKey() + widthMs <= watermarkMs) {
      Map.Entry<Long, Bucket> first = open.firstEntry();
      long missing = (first.getKey() - closedUntilMs) / widthMs;
      if (missing <= MAX_EMPTY) {
        for (long at = closedUntilMs; at < first.getKey(); at += widthMs) {
          closed.add(new Closed(at, new Bucket()));
        }
      }
      closed.add(new Closed(first.getKey(), first.getValue()));
      open.remove(first.getKey());
      closedUntilMs = first.getKey() + widthMs;
    }
    return closed;
  }

  /** Whether an anomaly that starts then belongs to an incident that was told already. */
  boolean isQuiet(long startMs) {
    return startMs < quietUntilMs;
  }

  void quietUntil(long ms) {
    quietUntilMs = Math.max(quietUntilMs, ms);
  }

  public void write(DataOutput out) throws IOException {
    out.writeByte(VERSION);
    out.writeLong(closedUntilMs);
    out.writeLong(watermarkMs);
    out.writeLong(quietUntilMs);
    out.writeShort(open.size());
    for (Map.Entry<Long, Bucket> bucket : open.entrySet()) {
      out.writeLong(bucket.getKey());
      bucket.getValue().write(out);
    }
  }

  public static OpenBuckets read(DataInput in) throws IOException {
    byte version = in.readByte();
    if (version != VERSION) {
      throw new IOException("version %d of open buckets is not known".formatted(version));
    }
    OpenBuckets buckets = new OpenBuckets();
    buckets.closedUntilMs = in.readLong();
    buckets.watermarkMs = in.readLong();
    buckets.quietUntilMs = in.readLong();
    int count = in.readShort();
    for (int i = 0; i < count; i++) {
      buckets.open.put(in.readLong(), Bucket.read(in));
    }
    return buckets;
  }
}
