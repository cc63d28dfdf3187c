package dev.rearview.causality.topology;

import dev.rearview.causality.anomaly.Anomaly;
import dev.rearview.causality.anomaly.DetectorSettings;
import dev.rearview.causality.edge.Edge;
import dev.rearview.causality.event.Identifiers;
import dev.rearview.model.Event;
import dev.rearview.proto.EventCodec;
import dev.rearview.proto.EventKeys;
import dev.rearview.proto.Topic;
import dev.rearview.streams.StreamsSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.test.TestRecord;

/** The whole topology without a broker. Events are numbered in the order in which they are sent. */
public final class CausalityDriver implements AutoCloseable {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final TopologyTestDriver driver;
  private final TestInputTopic<String, byte[]> events;
  private final TestOutputTopic<String, byte[]> edges;
  private final TestOutputTopic<String, byte[]> anomalies;
  private final TestOutputTopic<String, byte[]> alerts;
  private long seq;

  public CausalityDriver() {
    this(Retention.defaults(), List.of("order_id"));
  }

  public CausalityDriver(Retention retention, List<String> attributes) {
    driver =
        new TopologyTestDriver(
            CausalityTopology.build(
                new Identifiers(attributes),
                DetectorSettings.defaults(),
                retention,
                StorageKind.IN_MEMORY),
            StreamsSettings.of("causality-test", "none:1", folder(), "localhost:1").toProperties(),
            START);
    events =
        driver.createInputTopic(
            Topic.EVENTS.topicName(), new StringSerializer(), new ByteArraySerializer());
    edges = output(Topic.EDGES);
    anomalies = output(Topic.ANOMALIES);
    alerts = output(Topic.ALERTS);
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("causality-test");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private TestOutputTopic<String, byte[]> output(Topic topic) {
    return driver.createOutputTopic(
        topic.topicName(), new StringDeserializer(), new ByteArrayDeserializer());
  }

  /** Sends it as it is. */
  public void sendNumbered(Event event) {
    events.pipeInput(
        EventKeys.component(event.world(), event.componentId()),
        EventCodec.encode(event),
        START.plusMillis(++seq));
  }

  public void send(Event.Builder event) {
    sendNumbered(event.globalSeq(seq + 1).build());
  }

  public void advance(Duration by) {
    driver.advanceWallClockTime(by);
  }

  List<TestRecord<String, byte[]>> edgeRecords() {
    return edges.readRecordsToList();
  }

  /** What remains of all edges written since the last call, each once. */
  public List<Edge> edges() {
    Map<Edge.Identity, Edge> last = new LinkedHashMap<>();
    for (byte[] value : edges.readValuesToList()) {
      Edge edge = EdgeCodec.edge(value);
      if (edge.isWithdrawn()) {
        last.remove(edge.identity());
      } else {
        last.put(edge.identity(), edge);
      }
    }
    return new ArrayList<>(last.values());
  }

  public List<Anomaly> anomalies() {
    return anomalies.readValuesToList().stream().map(EdgeCodec::anomaly).toList();
  }

  public List<TestRecord<String, byte[]>> alerts() {
    return alerts.readRecordsToList();
  }

  public StoredCausalLog log() {
    return new StoredCausalLog(
        new StoredCausalLog.Stores() {
          @Override
          public ReadOnlyKeyValueStore<String, byte[]> get(String name) {
            return driver.getKeyValueStore(name);
          }

          @Override
          public long lag() {
            return 0;
          }

          @Override
          public int others() {
            return 0;
          }
        });
  }

  @Override
  public void close() {
    driver.close();
  }
}
