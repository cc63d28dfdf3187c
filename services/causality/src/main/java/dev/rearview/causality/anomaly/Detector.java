package dev.rearview.causality.anomaly;

import dev.rearview.model.Event;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Judges a component's buckets as they close: event rate, error rate and every numeric metric, each
 * against its own usual. One incident of a component is one alert, however many of its series are
 * hot.
 */
public final class Detector {
  private final DetectorSettings settings;

  public Detector(DetectorSettings settings) {
    this.settings = settings;
  }

  /** Where the watches of one component's series are kept. */
  public interface Watches {
    /** Null where the series is new. */
    @Nullable SeriesWatch get(String metric);

    void put(String metric, SeriesWatch watch);
  }

  /** Takes an event in and judges the buckets that it closes. */
  public List<Finding> observe(Event event, OpenBuckets buckets, Watches watches) {
    buckets.add(event, settings);
    long width = settings.bucket().toMillis();
    List<Finding> findings = new ArrayList<>();
    for (OpenBuckets.Closed closed : buckets.close(width)) {
      for (Reading reading : closed.bucket().readings(closed.startMs(), width)) {
        Finding finding = judge(event, reading, buckets, watches);
        if (finding != null) {
          findings.add(finding);
        }
      }
    }
    return findings;
  }

  private @Nullable Finding judge(
      Event event, Reading reading, OpenBuckets buckets, Watches watches) {
    SeriesWatch known = watches.get(reading.metric());
    SeriesWatch watch = known == null ? new SeriesWatch() : known;
    SeriesWatch.Outcome outcome = watch.judge(settings, Series.of(reading.metric()), reading);
    boolean incidentGoesOn = buckets.isQuiet(watch.startMs());
    if (watch.isOpen()) {
      buckets.quietUntil(watch.endMs() + settings.quiet().toMillis());
    }
    watches.put(reading.metric(), watch);
    return switch (outcome) {
      case NOTHING -> null;
      case OPENED -> finding(event, reading, watch, Finding.Stage.OPENED, !incidentGoesOn);
      case CLOSED -> finding(event, reading, watch, Finding.Stage.CLOSED, false);
    };
  }

  private static @Nullable Finding finding(
      Event event, Reading reading, SeriesWatch watch, Finding.Stage stage, boolean alerts) {
    String id = id(event, reading.metric(), watch.startMs());
    Anomaly anomaly = watch.anomaly(id, event.world(), event.componentId(), reading.metric());
    Sample sample = watch.best();
    Sample shown = sample == null ? new Sample(event.id().toString(), 0, watch.startMs()) : sample;
    return new Finding(anomaly, stage, alerts, shown);
  }

  /** The same anomaly has the same id however often the log is read. */
  private static String id(Event event, String metric, long startMs) {
    String name = String.join("|", event.world(), event.componentId(), metric, "" + startMs);
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
