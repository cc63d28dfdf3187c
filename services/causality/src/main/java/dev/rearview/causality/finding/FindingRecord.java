package dev.rearview.causality.finding;

import dev.rearview.causality.alert.Alert;
import dev.rearview.causality.anomaly.Anomaly;
import dev.rearview.engine.record.LogRecord;
import dev.rearview.engine.record.MapRecord;
import dev.rearview.model.ComponentId;
import dev.rearview.model.Level;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A finding with its record. Its {@code event_id} is its own id, its {@code ts} when it began.
 *
 * @param ms event time
 */
public record FindingRecord(String id, long ms, LogRecord record) {

  public static FindingRecord of(Anomaly anomaly) {
    MapRecord.Builder record =
        begin(anomaly.id(), anomaly.world(), anomaly.componentId(), anomaly.startMs())
            .put("kind", "anomaly")
            .put("level", Level.WARN)
            .put("message", anomaly.detail())
            .put("metric", anomaly.metric())
            .put("value", anomaly.value())
            .put("expected_low", anomaly.expectedLow())
            .put("expected_high", anomaly.expectedHigh())
            .put("score", anomaly.score())
            .put("start", Instant.ofEpochMilli(anomaly.startMs()))
            .put("end", Instant.ofEpochMilli(anomaly.endMs()))
            .put("event_ids", anomaly.eventIds());
    return new FindingRecord(anomaly.id(), anomaly.startMs(), record.build());
  }

  public static FindingRecord of(Alert alert) {
    MapRecord.Builder record =
        begin(alert.id(), alert.world(), alert.componentId(), alert.atMs())
            .put("kind", "alert")
            .put("level", level(alert.severity()))
            .put("level_text", alert.severity())
            .put("message", alert.title())
            .put("detail", alert.detail())
            .put("metric", alert.metric())
            .put("value", alert.value())
            .put("expected_low", alert.expectedLow())
            .put("expected_high", alert.expectedHigh())
            .put("anomaly_id", alert.anomalyId())
            .put("event_ids", alert.eventIds());
    return new FindingRecord(alert.id(), alert.atMs(), record.build());
  }

  private static MapRecord.Builder begin(String id, String world, String component, long ms) {
    ComponentId parsed = ComponentId.tryParse(component);
    return MapRecord.builder().ts(Instant.ofEpochMilli(ms)).stream(component)
        .put("event_id", id)
        .put("world", world)
        .put("component", component)
        .put("service", parsed == null ? null : parsed.name())
        .put("namespace", namespace(parsed));
  }

  private static @Nullable String namespace(@Nullable ComponentId component) {
    return component == null || component.namespace().isEmpty() ? null : component.namespace();
  }

  private static Level level(String severity) {
    return switch (severity) {
      case "critical" -> Level.ERROR;
      case "info" -> Level.INFO;
      default -> Level.WARN;
    };
  }
}
