package dev.rearview.query.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.rearview.model.Event;
import dev.rearview.proto.EventCodec;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parts of rows that several answers have. */
final class Rows {
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private Rows() {}

  /** JSON text as a value; text that is none stays text. */
  static @Nullable Object json(String text) {
    if (text.isEmpty()) {
      return null;
    }
    try {
      return JSON.readValue(text, Object.class);
    } catch (JsonProcessingException e) {
      return text;
    }
  }

  static @Nullable Instant time(boolean present, long epochMillis) {
    return present ? Instant.ofEpochMilli(epochMillis) : null;
  }

  static @Nullable String emptyAsNull(String text) {
    return text.isEmpty() ? null : text;
  }

  /** Puts what a reader wants to know of an event. */
  static void putEvent(
      Map<String, @Nullable Object> row, dev.rearview.proto.event.v1.Event message) {
    Event event = EventCodec.fromProto(message).build();
    row.put("ts", Instant.ofEpochMilli(event.timestampMs()));
    row.put("component", event.componentId());
    row.put("service", event.attributes().get("service"));
    row.put("kind", event.kind().wireName());
    row.put("level", event.logLevel());
    row.put("message", event.message());
    row.put("event_id", event.id().toString());
    row.put("global_seq", event.globalSeq());
    row.put("request_id", event.requestId());
    row.put("session_id", event.sessionId());
    row.put("trace_id", event.traceId());
  }

  static Map<String, @Nullable Object> event(dev.rearview.proto.event.v1.Event message) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    putEvent(row, message);
    return row;
  }
}
