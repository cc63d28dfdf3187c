package dev.rearview.prediction.topology;

import dev.rearview.prediction.series.Buckets;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * An hour of a series: for each minute a sum and a count. Of a metric the sum of its values and how
 * many there were; of events their number and how many were errors.
 */
final class HourChunk {
  static final int MINUTES = 60;
  static final long HOUR_MS = MINUTES * Buckets.MINUTE_MS;

  private final double[] sums = new double[MINUTES];
  private final int[] counts = new int[MINUTES];

  void add(long ms, double sum, int count) {
    int minute = (int) Math.floorMod(Math.floorDiv(ms, Buckets.MINUTE_MS), (long) MINUTES);
    sums[minute] += sum;
    counts[minute] += count;
  }

  double sum(int minute) {
    return sums[minute];
  }

  int count(int minute) {
    return counts[minute];
  }

  void write(DataOutput out) throws IOException {
    int used = 0;
    for (int i = 0; i < MINUTES; i++) {
      used += isUsed(i) ? 1 : 0;
    }
    out.writeByte(used);
    for (int i = 0; i < MINUTES; i++) {
      if (isUsed(i)) {
        out.writeByte(i);
        out.writeDouble(sums[i]);
        out.writeInt(counts[i]);
      }
    }
  }

  private boolean isUsed(int minute) {
    return counts[minute] != 0 || sums[minute] != 0;
  }

  static HourChunk read(DataInput in) throws IOException {
    HourChunk chunk = new HourChunk();
    for (int left = in.readByte(); left > 0; left--) {
      int minute = in.readByte();
      chunk.sums[minute] = in.readDouble();
      chunk.counts[minute] = in.readInt();
    }
    return chunk;
  }
}
