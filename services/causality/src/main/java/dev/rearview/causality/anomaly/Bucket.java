package dev.rearview.causality.anomaly;

import dev.rearview.model.Event;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a component did in one bucket of event time. */
final class Bucket {
  /** Samples of each series. */
  static final int MAX_SAMPLES = 5;

  /** An error rate on fewer errors than this is not judged. */
  private static final int MIN_ERRORS = 3;

  /** Metrics with longer names are not watched. */
  private static final int MAX_NAME = 200;

  private long events;
  private long errors;
  private final List<Sample> eventSamples = new ArrayList<>();
  private final List<Sample> errorSamples = new ArrayList<>();
  private final Map<String, Mean> metrics = new TreeMap<>();

  private static final class Mean {
    double sum;
    long count;
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    @Nullable Sample lowest;
    @Nullable Sample highest;
    final List<Sample> samples = new ArrayList<>();

    void add(double value, Sample sample) {
      sum += value;
      count++;
      if (value < low) {
        low = value;
        lowest = sample;
      }
      if (value > high) {
        high = value;
        highest = sample;
      }
      keep(samples, sample);
    }

    Reading reading(String name, long startMs, long endMs) {
      return new Reading(name, startMs, endMs, sum / count, true, samples, lowest, highest);
    }
  }

  void add(Event event, int maxMetrics) {
    Sample sample = new Sample(event.id().toString(), event.globalSeq(), event.timestampMs());
    events++;
    keep(eventSamples, sample);
    if (event.errorOccurred()) {
      errors++;
      keep(errorSamples, sample);
    }
    event
        .metrics()
        .forEach((name, value) -> {
          if (Double.isFinite(value)
              && name.length() <= MAX_NAME
              && (metrics.containsKey(name) || metrics.size() < maxMetrics)) {
            Mean mean = metrics.computeIfAbsent(name, n -> new Mean());
            mean.sum += value;
            mean.count++;
            keep(mean.samples, sample);
          }
        });
  }

  private static void keep(List<Sample> samples, Sample sample) {
    if (samples.size() < MAX_SAMPLES) {
      samples.add(sample);
    }
  }

  /** Every series' value; a metric's own error_rate or event_rate gives way to the counted one. */
  List<Reading> readings(long startMs, long widthMs) {
    long end = startMs + widthMs;
    List<Reading> readings = new ArrayList<>();
    readings.add(
        Reading.of(
            Series.EVENT_RATE_NAME, startMs, end, events * 60_000.0 / widthMs, true, eventSamples));
    if (events > 0) {
      readings.add(
          Reading.of(
              Series.ERROR_RATE_NAME,
              startMs,
              end,
              100.0 * errors / events,
              errors >= MIN_ERRORS,
              errorSamples));
    }
    metrics.forEach((name, mean) -> {
      if (Series.of(name) == Series.METRIC) {
        readings.add(mean.reading(name, startMs, end));
      }
    });
    return readings;
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(events);
    out.writeLong(errors);
    Samples.write(out, eventSamples);
    Samples.write(out, errorSamples);
    out.writeShort(metrics.size());
    for (Map.Entry<String, Mean> metric : metrics.entrySet()) {
      out.writeUTF(metric.getKey());
      out.writeDouble(metric.getValue().sum);
      out.writeLong(metric.getValue().count);
      out.writeDouble(metric.getValue().low);
      out.writeDouble(metric.getValue().high);
      Samples.writeOne(out, metric.getValue().lowest);
      Samples.writeOne(out, metric.getValue().highest);
      Samples.write(out, metric.getValue().samples);
    }
  }

  static Bucket read(DataInput in) throws IOException {
    Bucket bucket = new Bucket();
    bucket.events = in.readLong();
    bucket.errors = in.readLong();
    bucket.eventSamples.addAll(Samples.read(in));
    bucket.errorSamples.addAll(Samples.read(in));
    int count = in.readShort();
    for (int i = 0; i < count; i++) {
      Mean mean = new Mean();
      String name = in.readUTF();
      mean.sum = in.readDouble();
      mean.count = in.readLong();
      mean.low = in.readDouble();
      mean.high = in.readDouble();
      mean.lowest = Samples.readOne(in);
      mean.highest = Samples.readOne(in);
      mean.samples.addAll(Samples.read(in));
      bucket.metrics.put(name, mean);
    }
    return bucket;
  }
}
