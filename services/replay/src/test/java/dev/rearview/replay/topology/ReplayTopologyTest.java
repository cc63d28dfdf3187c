package dev.rearview.replay.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rearview.model.Event;
import dev.rearview.proto.EventCodec;
import dev.rearview.proto.EventKeys;
import dev.rearview.proto.Topic;
import dev.rearview.proto.change.v1.Change;
import dev.rearview.replay.ReplayService;
import dev.rearview.replay.change.LocalChanges;
import dev.rearview.replay.log.Holdings;
import dev.rearview.replay.log.LocalDirectory;
import dev.rearview.replay.log.LocalEvents;
import dev.rearview.replay.log.Shard;
import dev.rearview.replay.state.SnapshotPolicy;
import dev.rearview.replay.state.StateQuestion;
import dev.rearview.replay.store.StoreSettings;
import dev.rearview.streams.StreamsSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTopologyTest {
  @TempDir Path folder;
  private TopologyTestDriver driver;
  private TestInputTopic<String, byte[]> events;

  @BeforeEach
  void start() {
    driver =
        new TopologyTestDriver(
            ReplayTopology.build(StoreSettings.of(SnapshotPolicy.every(2))),
            StreamsSettings.of("test", "none:1", folder, "localhost:1").toProperties());
    events =
        driver.createInputTopic(
            Topic.EVENTS.topicName(), new StringSerializer(), new ByteArraySerializer());
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  private void pipe(long seq, long timestampMs, String delta) {
    Event event =
        Event.builder()
            .id(new UUID(1, seq))
            .globalSeq(seq)
            .componentId("shop/cart")
            .timestampMs(timestampMs)
            .observedMs(timestampMs)
            .stateDelta(delta)
            .build();
    events.pipeInput(EventKeys.component("default", "shop/cart"), EventCodec.encode(event));
  }

  private ReplayService service() {
    Shard shard = ((EventStore) driver.getStateStore(ReplayTopology.STORE)).shard();
    Holdings holdings =
        new Holdings() {
          @Override
          public List<Shard> shards() {
            return List.of(shard);
          }

          @Override
          public Shard shardOf(String world, String component) {
            return shard;
          }
        };
    CodecBytes bytes = new CodecBytes();
    return new ReplayService(
        holdings,
        new LocalDirectory(holdings),
        new LocalEvents(holdings, bytes),
        new LocalChanges(holdings),
        bytes,
        () -> 0,
        Duration.ZERO,
        Map.of());
  }

  @Test
  void eventsAreStoredOnceFoldedAndTheirChangesPublished() {
    pipe(1, 1000, "{\"replicas\":1}");
    pipe(2, 3000, "{\"replicas\":2}");
    pipe(3, 2000, "{\"replicas\":9,\"late\":true}");
    pipe(3, 2000, "{\"replicas\":77}");
    events.pipeInput("default|shop/cart", "no event".getBytes(StandardCharsets.UTF_8));
    pipe(4, 4000, "{\"note\":\"x\"}");

    ReplayService service = service();
    assertThat(service.stats("default").totals().events()).isEqualTo(4);
    assertThat(service.state(StateQuestion.at("default", "shop/cart", 2500), 0).state())
        .isEqualTo("{\"late\":true,\"replicas\":9}");
    assertThat(service.state(StateQuestion.at("default", "shop/cart", 9000), 4).state())
        .isEqualTo("{\"late\":true,\"note\":\"x\",\"replicas\":2}");
    assertThat(
            driver
                .createOutputTopic(
                    Topic.CHANGES.topicName(),
                    new StringDeserializer(),
                    new ByteArrayDeserializer())
                .readKeyValuesToList())
        .extracting(record -> Change.parseFrom(record.value).getPatch())
        .as("what the first to claim a number changed goes out again when the number comes again")
        .containsExactly(
            "{\"replicas\":1}", "{\"replicas\":2}", "{\"replicas\":9}", "{\"replicas\":9}");
  }
}
