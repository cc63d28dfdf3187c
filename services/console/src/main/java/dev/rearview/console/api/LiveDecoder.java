package dev.rearview.console.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.rearview.console.live.LiveItem;
import dev.rearview.console.live.LiveItem.Source;
import dev.rearview.model.Event;
import dev.rearview.model.EventJson;
import dev.rearview.model.Worlds;
import dev.rearview.proto.EventCodec;
import dev.rearview.proto.Topic;
import dev.rearview.proto.causality.v1.Anomaly;
import java.io.IOException;
import java.util.Map;

/** Turns the records of the live topics into messages. */
final class LiveDecoder {
  /** The topics that the live stream shows, and what it calls their records. */
  static final Map<String, Source> TOPICS =
      Map.of(
          Topic.EVENTS.topicName(), Source.EVENT,
          Topic.ANOMALIES.topicName(), Source.ANOMALY,
          Topic.ALERTS.topicName(), Source.ALERT);

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private LiveDecoder() {}

  /**
   * Reads one record's value.
   *
   * @throws IllegalArgumentException where the bytes are not what the topic holds
   */
  static LiveItem.Message decode(Source source, byte[] value) {
    return switch (source) {
      case EVENT -> event(EventCodec.decode(value));
      case ANOMALY -> anomaly(value);
      case ALERT -> alert(value);
    };
  }

  private static LiveItem.Message event(Event event) {
    return new LiveItem.Message(
        Source.EVENT,
        event.world(),
        event.componentId(),
        event.kind(),
        event.logLevel(),
        EventJson.write(event));
  }

  private static LiveItem.Message anomaly(byte[] value) {
    Anomaly anomaly;
    try {
      anomaly = Anomaly.parseFrom(value);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("not an anomaly: " + e.getMessage(), e);
    }
    ObjectNode json = JSON.createObjectNode();
    json.put("id", anomaly.getId());
    json.put("world", anomaly.getWorld());
    json.put("component_id", anomaly.getComponentId());
    json.put("metric", anomaly.getMetric());
    json.put("value", anomaly.getValue());
    json.put("expected_low", anomaly.getExpectedLow());
    json.put("expected_high", anomaly.getExpectedHigh());
    json.put("score", anomaly.getScore());
    json.put("start_ms", anomaly.getStartMs());
    json.put("end_ms", anomaly.getEndMs());
    anomaly.getEventIdsList().forEach(json.putArray("event_ids")::add);
    json.put("detail", anomaly.getDetail());
    return new LiveItem.Message(
        Source.ANOMALY, anomaly.getWorld(), anomaly.getComponentId(), null, null, text(json));
  }

  /** Alerts travel as CloudEvents; what they are about stands in their data. */
  private static LiveItem.Message alert(byte[] value) {
    JsonNode json;
    try {
      json = JSON.readTree(value);
    } catch (IOException e) {
      throw new IllegalArgumentException("not JSON: " + e.getMessage(), e);
    }
    JsonNode data = json.path("data");
    String component = data.path("component_id").asText(json.path("subject").asText(""));
    return new LiveItem.Message(
        Source.ALERT, data.path("world").asText(Worlds.DEFAULT), component, null, null, text(json));
  }

  private static String text(JsonNode json) {
    try {
      return JSON.writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not to be written as JSON", e);
    }
  }
}
