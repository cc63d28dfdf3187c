package dev.rearview.engine.aggregate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts of numbers by buckets whose width grows with the value, so that a quantile is within 0.5 %
 * of the value whatever the range, and sketches merge without loss (C. Masson et al., DDSketch,
 * VLDB 2019). Memory grows with the number of different magnitudes, at most {@link #MAX_BUCKETS};
 * beyond, the smallest magnitudes fall together.
 */
final class LogBuckets {
  private static final int MAX_BUCKETS = 8_192;
  private static final double ACCURACY = 0.005;
  private static final double GAMMA = (1 + ACCURACY) / (1 - ACCURACY);
  private static final double LOG_GAMMA = Math.log(GAMMA);

  /** Smaller magnitudes count as zero. */
  private static final double SMALLEST = 1e-12;

  private final TreeMap<Integer, long[]> positive = new TreeMap<>();
  private final TreeMap<Integer, long[]> negative = new TreeMap<>();
  private long zeros;
  private long count;
  private double least = Double.POSITIVE_INFINITY;
  private double greatest = Double.NEGATIVE_INFINITY;

  void add(double value) {
    if (!Double.isFinite(value)) {
      return;
    }
    least = Math.min(least, value);
    greatest = Math.max(greatest, value);
    if (Math.abs(value) < SMALLEST) {
      zeros++;
      count++;
    } else {
      add(value > 0 ? positive : negative, index(Math.abs(value)), 1);
    }
  }

  private void add(TreeMap<Integer, long[]> side, int index, long n) {
    count += n;
    long[] bucket = side.get(index);
    if (bucket == null) {
      side.put(index, new long[] {n});
      if (side.size() > MAX_BUCKETS) {
        Map.Entry<Integer, long[]> smallest = side.pollFirstEntry();
        side.firstEntry().getValue()[0] += smallest.getValue()[0];
      }
    } else {
      bucket[0] += n;
    }
  }

  private static int index(double magnitude) {
    return (int) Math.ceil(Math.log(magnitude) / LOG_GAMMA);
  }

  private static double middle(int index) {
    return 2 * Math.exp(index * LOG_GAMMA) / (GAMMA + 1);
  }

  void merge(LogBuckets other) {
    other.positive.forEach((index, n) -> add(positive, index, n[0]));
    other.negative.forEach((index, n) -> add(negative, index, n[0]));
    zeros += other.zeros;
    count += other.zeros;
    least = Math.min(least, other.least);
    greatest = Math.max(greatest, other.greatest);
  }

  /** The value at rank {@code q × (n − 1)}, rounded down; null where there are none. */
  @Nullable Double quantile(double q) {
    if (count == 0) {
      return null;
    }
    long rank = (long) Math.floor(q * (count - 1));
    if (rank == 0) {
      return least;
    }
    if (rank == count - 1) {
      return greatest;
    }
    long seen = 0;
    for (Map.Entry<Integer, long[]> bucket : negative.descendingMap().entrySet()) {
      seen += bucket.getValue()[0];
      if (seen > rank) {
        return clamp(-middle(bucket.getKey()));
      }
    }
    seen += zeros;
    if (seen > rank) {
      return 0.0;
    }
    for (Map.Entry<Integer, long[]> bucket : positive.entrySet()) {
      seen += bucket.getValue()[0];
      if (seen > rank) {
        return clamp(middle(bucket.getKey()));
      }
    }
    return greatest;
  }

  private double clamp(double value) {
    return Math.clamp(value, least, greatest);
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(zeros);
    out.writeDouble(least);
    out.writeDouble(greatest);
    write(positive, out);
    write(negative, out);
  }

  private static void write(TreeMap<Integer, long[]> side, DataOutput out) throws IOException {
    out.writeInt(side.size());
    for (Map.Entry<Integer, long[]> bucket : side.entrySet()) {
      out.writeInt(bucket.getKey());
      out.writeLong(bucket.getValue()[0]);
    }
  }

  void read(DataInput in) throws IOException {
    long zero = in.readLong();
    zeros += zero;
    count += zero;
    least = Math.min(least, in.readDouble());
    greatest = Math.max(greatest, in.readDouble());
    read(positive, in);
    read(negative, in);
  }

  private void read(TreeMap<Integer, long[]> side, DataInput in) throws IOException {
    int buckets = in.readInt();
    if (buckets < 0 || buckets > MAX_BUCKETS) {
      throw new IOException("%d buckets".formatted(buckets));
    }
    for (int i = 0; i < buckets; i++) {
      add(side, in.readInt(), in.readLong());
    }
  }
}
