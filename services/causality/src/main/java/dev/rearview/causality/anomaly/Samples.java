package dev.rearview.causality.anomaly;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Samples as bytes. */
final class Samples {
  private Samples() {}

  static void write(DataOutput out, List<Sample> samples) throws IOException {
    out.writeByte(samples.size());
    for (Sample sample : samples) {
      out.writeUTF(sample.eventId());
      out.writeLong(sample.seq());
      out.writeLong(sample.ms());
    }
  }

  static void writeOne(DataOutput out, @Nullable Sample sample) throws IOException {
    write(out, sample == null ? List.of() : List.of(sample));
  }

  static @Nullable Sample readOne(DataInput in) throws IOException {
    List<Sample> samples = read(in);
    return samples.isEmpty() ? null : samples.getFirst();
  }

  static List<Sample> read(DataInput in) throws IOException {
    int count = in.readUnsignedByte();
    List<Sample> samples = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      samples.add(new Sample(in.readUTF(), in.readLong(), in.readLong()));
    }
    return samples;
  }
}
