package dev.rearview.prediction.topology;

import dev.rearview.model.Event;
import dev.rearview.proto.EventCodec;
import dev.rearview.proto.EventKeys;
import dev.rearview.proto.Topic;
import dev.rearview.streams.StreamsSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** The whole topology without a broker. Events are numbered in the order in which they are sent. */
public final class PredictionDriver implements AutoCloseable {
  private final TopologyTestDriver driver;
  private final TestInputTopic<String, byte[]> events;
  private long seq;

  public PredictionDriver() {
    this(Bounds.defaults());
  }

  public PredictionDriver(Bounds bounds) {
    driver =
        new TopologyTestDriver(
            PredictionTopology.build(bounds, StorageKind.IN_MEMORY),
            StreamsSettings.of("prediction-test", "none:1", folder(), "localhost:1")
                .toProperties());
    events =
        driver.createInputTopic(
            Topic.EVENTS.topicName(), new StringSerializer(), new ByteArraySerializer());
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("prediction-test");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void send(Event.Builder builder) {
    Event event = builder.globalSeq(++seq).build();
    events.pipeInput(
        EventKeys.component(event.world(), event.componentId()), EventCodec.encode(event));
  }

  int entries(String store) {
    int entries = 0;
    try (var all = driver.<String, byte[]>getKeyValueStore(store).all()) {
      while (all.hasNext()) {
        all.next();
        entries++;
      }
    }
    return entries;
  }

  public StoredSeriesLog log() {
    return new StoredSeriesLog(
        new StoredSeriesLog.Stores() {
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
