package dev.rearview.ingestion.topology;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.rearview.model.Event;
import dev.rearview.model.EventJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A record of {@code rearview.dead-letters}: JSON with {@code code}, {@code reason}, {@code
 * source}, {@code service}, and the redacted {@code event} where there is one.
 *
 * @param source who sent it; empty where nobody knows
 * @param bytes how long the record was that held it; 0: not told
 */
record DeadLetter(String source, String code, String reason, @Nullable Event event, int bytes) {
  private static final JsonFactory JSON = new JsonFactory();

  /** Above this an event is left out, as JSON escapes could make it too long for the topic. */
  private static final int MAX_EVENT_JSON_BYTES = 1_500_000;

  static DeadLetter of(Event event, String code, String reason) {
    String source = event.sourceId() == null ? "" : event.sourceId();
    return new DeadLetter(source, code, reason, event, 0);
  }

  static DeadLetter unreadable(int bytes, String reason) {
    return new DeadLetter("", "unreadable", reason, null, bytes);
  }

  byte[] encode() {
    ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    try (JsonGenerator g = JSON.createGenerator(out)) {
      g.writeStartObject();
      g.writeStringField("code", code);
      g.writeStringField("reason", reason);
      g.writeStringField("source", source);
      g.writeStringField("service", "ingestion");
      if (bytes > 0) {
        g.writeNumberField("bytes", bytes);
      }
      if (event != null) {
        writeEvent(g, event);
      }
      g.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static void writeEvent(JsonGenerator g, Event event) throws IOException {
    String json = EventJson.write(event);
    int length = json.getBytes(StandardCharsets.UTF_8).length;
    if (length <= MAX_EVENT_JSON_BYTES) {
      g.writeFieldName("event");
      g.writeRawValue(json);
    } else {
      g.writeStringField("event_id", event.id().toString());
      g.writeNumberField("event_bytes", length);
    }
  }
}
