package dev.rearview.replay.scan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.rearview.engine.record.EventRecords;
import dev.rearview.engine.record.Field;
import dev.rearview.engine.record.LogRecord;
import dev.rearview.engine.record.MapRecord;
import dev.rearview.engine.record.Times;
import dev.rearview.model.ComponentId;
import dev.rearview.model.Event;
import dev.rearview.replay.change.Change;
import dev.rearview.timeql.plan.NodePart;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Events and changes as records; the paths of a delta are fields only where they are asked for. */
final class ScanRecords {
  private static final String DELTA = "state_delta";
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_LONG_FOR_INTS).build();

  private final boolean withDelta;

  ScanRecords(NodePart part) {
    List<?> values = part.values();
    withDelta =
        (values != null && values.contains(null))
            || part.fields().stream().anyMatch(ScanRecords::isInDelta);
  }

  private static boolean isInDelta(Field field) {
    return field.name().toLowerCase(Locale.ROOT).replace("_", "").startsWith("statedelta.");
  }

  LogRecord of(Event event) {
    LogRecord record = EventRecords.of(event);
    Map<String, Object> delta = withDelta ? object(event.stateDelta()) : null;
    return delta == null ? record : MapRecord.over(record).put(DELTA, delta).build();
  }

  static LogRecord of(Change change) {
    ComponentId component = ComponentId.tryParse(change.componentId());
    MapRecord.Builder record =
        MapRecord.builder().tsNanos(Times.ofMillis(change.atMs())).stream(change.componentId())
            .position(change.globalSeq())
            .put("component", change.componentId())
            .put("service", component == null ? change.componentId() : component.name())
            .put("namespace", component == null ? "" : component.namespace())
            .put("kind", "change")
            .put("origin", change.origin().wireName())
            .put("stage", change.stage())
            .put("message", change.title().isEmpty() ? null : change.title())
            .put("author", change.author().isEmpty() ? null : change.author())
            .put("patch", nested(change.patch()))
            .put("before", nested(change.before()))
            .put("change_id", change.id())
            .put("event_id", change.eventId())
            .put("global_seq", change.globalSeq())
            .put("world", change.world());
    return record.build();
  }

  private static Object nested(String json) {
    Map<String, Object> object = object(json);
    return object == null ? json : object;
  }

  private static @Nullable Map<String, Object> object(@Nullable String json) {
    if (json == null || !json.startsWith("{")) {
      return null;
    }
    try {
      return JSON.readValue(json, OBJECT);
    } catch (JsonProcessingException e) {
      return null;
    }
  }
}
