package dev.rearview.engine.record;

import dev.rearview.model.ComponentId;
import dev.rearview.model.Event;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Events of the event log as records: metrics and attributes are fields by their names. */
public final class EventRecords {
  private EventRecords() {}

  /** The record of an event; its stream is its component, its position its sequence number. */
  public static LogRecord of(Event event) {
    ComponentId component = ComponentId.tryParse(event.componentId());
    String service = event.attributes().get("service");
    MapRecord.Builder record =
        MapRecord.builder().tsNanos(Times.ofMillis(event.timestampMs())).stream(event.componentId())
            .position(event.globalSeq())
            .put("observed_ts", Instant.ofEpochMilli(event.observedMs()))
            .put("level", event.logLevel())
            .put("kind", event.kind().wireName())
            .put("service", service != null ? service : name(component))
            .put("component", event.componentId())
            .put("namespace", component == null ? null : emptyAsNull(component.namespace()))
            .put("message", event.message())
            .put("request_id", event.requestId())
            .put("session_id", event.sessionId())
            .put("trace_id", event.traceId())
            .put("span_id", event.spanId())
            .put("parent_span_id", event.parentSpanId())
            .put("event_id", event.id().toString())
            .put("global_seq", event.globalSeq())
            .put("source_id", event.sourceId())
            .put("world", event.world())
            .put("req_id", event.reqId())
            .put("state_delta", event.stateDelta())
            .put("time_source", event.timeSource().wireName());
    if (!event.causeIds().isEmpty()) {
      record.put("cause_ids", event.causeIds().stream().map(UUID::toString).toList());
    }
    if (event.dependencyIds() != null) {
      record.put("dependency_ids", event.dependencyIds());
    }
    event.metrics().forEach(record::put);
    event.attributes().forEach((name, value) -> putIfNew(record, name, value));
    return record.build();
  }

  private static void putIfNew(MapRecord.Builder record, String name, String value) {
    if (!record.has(name)) {
      record.put(name, value);
    }
  }

  private static @Nullable String name(@Nullable ComponentId component) {
    return component == null ? null : component.name();
  }

  private static @Nullable String emptyAsNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
