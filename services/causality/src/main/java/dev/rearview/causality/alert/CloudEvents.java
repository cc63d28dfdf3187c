package dev.rearview.causality.alert;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Alerts as CloudEvents 1.0 in structured JSON mode. */
public final class CloudEvents {
  public static final String CONTENT_TYPE = "application/cloudevents+json";
  public static final String TYPE = "dev.rearview.alert.v1";

  private static final JsonFactory JSON = new JsonFactory();
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private CloudEvents() {}

  public static byte[] write(Alert alert) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
    try (JsonGenerator g = JSON.createGenerator(out)) {
      g.writeStartObject();
      g.writeStringField("specversion", "1.0");
      g.writeStringField("id", alert.id());
      g.writeStringField("source", "/rearview/causality/worlds/" + alert.world());
      g.writeStringField("type", TYPE);
      g.writeStringField("time", Instant.ofEpochMilli(alert.atMs()).toString());
      g.writeStringField("subject", alert.componentId());
      g.writeStringField("datacontenttype", "application/json");
      g.writeFieldName("data");
      data(alert, g);
      g.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static void data(Alert alert, JsonGenerator g) throws IOException {
    g.writeStartObject();
    g.writeStringField("id", alert.id());
    g.writeStringField("world", alert.world());
    g.writeStringField("component_id", alert.componentId());
    g.writeStringField("severity", alert.severity());
    g.writeStringField("title", alert.title());
    g.writeStringField("detail", alert.detail());
    g.writeNumberField("at_ms", alert.atMs());
    g.writeStringField("anomaly_id", alert.anomalyId());
    g.writeArrayFieldStart("event_ids");
    for (String id : alert.eventIds()) {
      g.writeString(id);
    }
    g.writeEndArray();
    g.writeStringField("metric", alert.metric());
    g.writeNumberField("value", alert.value());
    g.writeNumberField("expected_low", alert.expectedLow());
    g.writeNumberField("expected_high", alert.expectedHigh());
    g.writeEndObject();
  }

  /** Reads an alert, whoever wrote it; empty where the bytes are no alert of this type. */
  public static Optional<Alert> read(byte[] bytes) {
    try {
      JsonNode event = MAPPER.readTree(bytes);
      JsonNode data = event.path("data");
      if (!event.path("type").asText().equals(TYPE) || !data.isObject()) {
        return Optional.empty();
      }
      List<String> ids = new ArrayList<>();
      data.path("event_ids").forEach(id -> ids.add(id.asText()));
      return Optional.of(
          new Alert(
              data.path("id").asText(event.path("id").asText()),
              data.path("world").asText("default"),
              data.path("component_id").asText(),
              data.path("severity").asText("warning"),
              data.path("title").asText(),
              data.path("detail").asText(),
              data.path("at_ms").asLong(),
              data.path("anomaly_id").asText(),
              ids,
              data.path("metric").asText(),
              data.path("value").asDouble(),
              data.path("expected_low").asDouble(),
              data.path("expected_high").asDouble()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
