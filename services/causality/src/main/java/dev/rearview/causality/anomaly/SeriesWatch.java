package dev.rearview.causality.anomaly;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Watches one series: nothing is judged in warm-up, several hot buckets in a row open an anomaly,
 * several calm ones close it. While it is open its buckets do not become usual, unless that lasts
 * so long that they are.
 */
public final class SeriesWatch {
  /** After so many buckets the new level is the usual one. */
  private static final int MAX_OPEN_BUCKETS = 60;

  private static final byte VERSION = 1;

  private final Baseline baseline;
  private final List<Sample> samples = new ArrayList<>();
  private int hot;
  private int calm;
  private boolean open;
  private int openBuckets;
  private long startMs;
  private long endMs;
  private double value;
  private double score;
  private double low;
  private double high;
  private @Nullable Sample best;

  public SeriesWatch() {
    this(new Baseline());
  }

  private SeriesWatch(Baseline baseline) {
    this.baseline = baseline;
  }

  /** What a bucket changed. */
  enum Outcome {
    NOTHING,
    OPENED,
    CLOSED
  }

  boolean isOpen() {
    return open;
  }

  long endMs() {
    return endMs;
  }

  /** Judges one closed bucket, in the order of time. */
  Outcome judge(DetectorSettings settings, Series series, Reading reading) {
    if (baseline.count() < settings.warmUp()) {
      baseline.add(reading.value());
      return Outcome.NOTHING;
    }
    double now = reading.serious() ? series.score(baseline, reading.value()) : 0;
    if (now >= settings.openScore() || (open && now >= settings.closeScore())) {
      return hot(settings, series, reading, now);
    }
    return calm(settings, reading);
  }

  private Outcome hot(DetectorSettings settings, Series series, Reading reading, double now) {
    if (hot == 0 && !open) {
      begin(reading);
    }
    hot++;
    calm = 0;
    endMs = reading.endMs();
    reading.samples().stream()
        .limit(Math.max(0, Anomaly.MAX_EVENTS - samples.size()))
        .forEach(samples::add);
    if (now > score) {
      score = now;
      value = reading.value();
      low = series.low(baseline, value, settings.closeScore());
      high = series.high(baseline, value, settings.closeScore());
      Sample shows = value < baseline.median() ? reading.lowest() : reading.highest();
      best = shows == null ? best : shows;
    }
    if (open && ++openBuckets > MAX_OPEN_BUCKETS) {
      baseline.add(reading.value());
    }
    if (!open && hot >= settings.hotBuckets()) {
      open = true;
      return Outcome.OPENED;
    }
    return Outcome.NOTHING;
  }

  private void begin(Reading reading) {
    samples.clear();
    startMs = reading.startMs();
    score = 0;
    best = null;
    openBuckets = 0;
  }

  private Outcome calm(DetectorSettings settings, Reading reading) {
    hot = 0;
    baseline.add(reading.value());
    if (open && ++calm >= settings.calmBuckets()) {
      open = false;
      calm = 0;
      return Outcome.CLOSED;
    }
    return Outcome.NOTHING;
  }

  /** The anomaly as known so far; only between opening and the next hot bucket after closing. */
  Anomaly anomaly(String id, String world, String component, String metric) {
    String unit = Series.of(metric).unit(metric);
    return new Anomaly(
        id,
        world,
        component,
        metric,
        value,
        low,
        high,
        score,
        startMs,
        endMs,
        samples.stream().map(Sample::eventId).distinct().toList(),
        "%s of %s is %s%s where %s to %s is usual (%s deviations from the median of %d buckets)"
            .formatted(
                metric,
                component,
                number(value),
                unit,
                number(low),
                number(high),
                number(score),
                baseline.count()));
  }

  long startMs() {
    return startMs;
  }

  @Nullable Sample best() {
    return best != null ? best : samples.isEmpty() ? null : samples.getFirst();
  }

  private static String number(double value) {
    return java.math.BigDecimal.valueOf(value)
        .round(new java.math.MathContext(3))
        .stripTrailingZeros()
        .toPlainString();
  }

  public void write(DataOutput out) throws IOException {
    out.writeByte(VERSION);
    double[] values = baseline.oldestFirst();
    out.writeShort(values.length);
    for (double v : values) {
      out.writeDouble(v);
    }
    out.writeInt(hot);
    out.writeInt(calm);
    out.writeBoolean(open);
    out.writeInt(openBuckets);
    out.writeLong(startMs);
    out.writeLong(endMs);
    out.writeDouble(value);
    out.writeDouble(score);
    out.writeDouble(low);
    out.writeDouble(high);
    Samples.write(out, samples);
    Samples.writeOne(out, best);
  }

  public static SeriesWatch read(DataInput in) throws IOException {
    byte version = in.readByte();
    if (version != VERSION) {
      throw new IOException("version %d of a series' watch is not known".formatted(version));
    }
    double[] values = new double[in.readShort()];
    for (int i = 0; i < values.length; i++) {
      values[i] = in.readDouble();
    }
    SeriesWatch watch = new SeriesWatch(new Baseline(values));
    watch.hot = in.readInt();
    watch.calm = in.readInt();
    watch.open = in.readBoolean();
    watch.openBuckets = in.readInt();
    watch.startMs = in.readLong();
    watch.endMs = in.readLong();
    watch.value = in.readDouble();
    watch.score = in.readDouble();
    watch.low = in.readDouble();
    watch.high = in.readDouble();
    watch.samples.addAll(Samples.read(in));
    watch.best = Samples.readOne(in);
    return watch;
  }
}
