package dev.rearview.engine.aggregate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Counts of numbers by buckets whose width grows with the value, so that a quantile is within 0.5 %
 * of the value whatever the range, and sketches merge without loss (C. Masson et al., DDSketch,
 * VLDB 2019). Memory grows with the number of different magnitudes, at most {@link
 * BucketCounts#MOST}; beyond, the smallest magnitudes fall together.
 */
final class LogBuckets {
  private static final double ACCURACY = 0.005;
  private static final double GAMMA = (1 + ACCURACY) / (1 - ACCURACY);
  private static final double LOG_GAMMA = Math.log(GAMMA);

  /** Smaller magnitudes count as zero. */
  private static final double SMALLEST = 1e-12;

  private final BucketCounts positive = new BucketCounts();
  private final BucketCounts negative = new BucketCounts();
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

  private void add(BucketCounts side, int index, long n) {
    count += n;
    side.add(index, n);
  }

  private static int index(double magnitude) {
    return (int) Math.ceil(Math.log(magnitude) / LOG_GAMMA);
  }

  private static double middle(int index) {
    return 2 * Math.exp(index * LOG_GAMMA) / (GAMMA + 1);
  }

  void merge(LogBuckets other) {
    merge(positive, other.positive);
    merge(negative, other.negative);
    zeros += other.zeros;
    count += other.zeros;
    least = Math.min(least, other.least);
    greatest = Math.max(greatest, other.greatest);
  }

  private void merge(BucketCounts side, BucketCounts other) {
    for (int index : other.sorted()) {
      add(side, index, other.count(index));
    }
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
    int[] below = negative.sorted();
    for (int i = below.length - 1; i >= 0; i--) {
      seen += negative.count(below[i]);
      if (seen > rank) {
        return clamp(-middle(below[i]));
      }
    }
    seen += zeros;
    if (seen > rank) {
      return 0.0;
    }
    for (int index : positive.sorted()) {
      seen += positive.count(index);
      if (seen > rank) {
        return clamp(middle(index));
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

  private static void write(BucketCounts side, DataOutput out) throws IOException {
    int[] indexes = side.sorted();
    out.writeInt(indexes.length);
    for (int index : indexes) {
      out.writeInt(index);
      out.writeLong(side.count(index));
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

  private void read(BucketCounts side, DataInput in) throws IOException {
    int buckets = in.readInt();
    if (buckets < 0 || buckets > BucketCounts.MOST) {
      throw new IOException("%d buckets".formatted(buckets));
    }
    for (int i = 0; i < buckets; i++) {
      int index = in.readInt();
      long n = in.readLong();
      if (n < 1) {
        throw new IOException("a bucket of %d".formatted(n));
      }
      add(side, index, n);
    }
  }
}
