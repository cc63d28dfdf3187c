package dev.rearview.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rearview.broker.EmbeddedBroker;
import dev.rearview.proto.EventCodec;
import dev.rearview.proto.Topic;
import dev.rearview.testkit.TestEvents;
import dev.rearview.testkit.TopicReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamsRuntimeIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;

  @Test
  void storesAnswerBadRecordsAreSetAsideAndARestartKeepsTheState() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"), 0)) {
      StreamsSettings settings =
          StreamsSettings.of(
              "counts", broker.bootstrapServers(), folder.resolve("state"), "localhost:1234");
      send(broker, "bad", "not an event".getBytes(StandardCharsets.UTF_8));
      send(broker, "shop/cart", event("first"));
      send(broker, "shop/cart", event("second"));

      try (StreamsRuntime runtime = StreamsRuntime.start(countEvents(), settings)) {
        await(() -> runtime.isRunning() && Long.valueOf(2).equals(count(runtime)));
        assertThat(runtime.locate("counts", "shop/cart", new StringSerializer()))
            .isEqualTo(new Location.Here());
        assertThat(runtime.others("counts")).isEmpty();
        await(() -> runtime.lag() == 0);
        assertThat(runtime.readiness().getStatus().name()).isEqualTo("UP");
      }
      TopicReader.readUntil(
          broker.bootstrapServers(), Topic.DEAD_LETTERS, PATIENCE, letters -> letters.size() == 1);

      send(broker, "shop/cart", event("third"));
      try (StreamsRuntime runtime = StreamsRuntime.start(countEvents(), settings)) {
        await(() -> runtime.isRunning() && Long.valueOf(3).equals(count(runtime)));
      }
    }
  }

  @Test
  void aStoreThatCannotBeAskedYetSaysSo() {
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"), 0)) {
      StreamsRuntime runtime =
          StreamsRuntime.start(
              countEvents(),
              StreamsSettings.of(
                  "counts", broker.bootstrapServers(), folder.resolve("state"), "localhost:1"));
      runtime.close();
      assertThatThrownBy(() -> count(runtime))
          .isInstanceOf(StoreUnavailableException.class)
          .hasMessageContaining("counts");
      assertThat(runtime.isAlive()).isFalse();
    }
  }

  private static Topology countEvents() {
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream(
            Topic.EVENTS.topicName(),
            Consumed.with(
                Serdes.String(),
                Serdes.serdeFrom(
                    (topic, event) -> EventCodec.encode(event),
                    (topic, bytes) -> EventCodec.decode(bytes))))
        .groupByKey()
        .count(Materialized.as("counts"));
    return builder.build();
  }

  private static Long count(StreamsRuntime runtime) {
    return runtime
        .store("counts", QueryableStoreTypes.<String, Long>keyValueStore())
        .get("shop/cart");
  }

  private static byte[] event(String name) {
    return EventCodec.encode(TestEvents.event(name, "shop/cart", "2024-01-15T15:47:23Z").build());
  }

  private static void send(EmbeddedBroker broker, String key, byte[] value) throws Exception {
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(Topic.EVENTS.topicName(), key, value)).get();
    }
  }

  private static void await(BooleanSupplier condition) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited %s", PATIENCE).isLessThan(deadline);
      LockSupport.parkNanos(20_000_000);
    }
  }
}
