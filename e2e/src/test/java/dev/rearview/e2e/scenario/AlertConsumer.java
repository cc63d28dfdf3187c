package dev.rearview.e2e.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rearview.proto.Topic;
import dev.rearview.testkit.TopicReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** A consumer of alerts as a user would write one: it knows Kafka and CloudEvents, nothing else. */
final class AlertConsumer {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CLOUD_EVENTS = "application/cloudevents+json";

  private AlertConsumer() {}

  /** The alerts of the topic, once there are at least so many. */
  static List<JsonNode> alerts(String bootstrapServers, int atLeast, Duration atMost) {
    return TopicReader.readUntil(
            bootstrapServers, Topic.ALERTS, atMost, records -> records.size() >= atLeast)
        .stream()
        .filter(record ->
            CLOUD_EVENTS.equals(
                new String(
                    record.headers().lastHeader("content-type").value(), StandardCharsets.UTF_8)))
        .map(record -> parse(record.value()))
        .toList();
  }

  private static JsonNode parse(byte[] value) {
    try {
      return JSON.readTree(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
