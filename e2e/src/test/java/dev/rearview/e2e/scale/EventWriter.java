package dev.rearview.e2e.scale;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rearview.model.Event;
import dev.rearview.model.StateFold;
import dev.rearview.proto.EventCodec;
import dev.rearview.proto.EventKeys;
import dev.rearview.proto.Topic;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes numbered events as the sequencer does, and knows the states that they lead to. */
final class EventWriter implements AutoCloseable {
  private static final String WORLD = "default";
  private static final long T0 = 1_767_225_600_000L;

  private final KafkaProducer<String, byte[]> producer;
  private final Random random = new Random(4);
  private final Map<String, JsonNode> states = new TreeMap<>();
  private final int components;
  private long seq;

  EventWriter(String bootstrapServers, int components) {
    this.components = components;
    producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                "writer"),
            new StringSerializer(),
            new ByteArraySerializer());
    producer.initTransactions();
  }

  void write(int events) {
    producer.beginTransaction();
    for (int i = 0; i < events; i++) {
      String component = "shop/c" + random.nextInt(components);
      String delta =
          "{\"k%d\":%d,\"n\":%d}".formatted(random.nextInt(4), random.nextInt(100), ++seq);
      Event event =
          Event.builder()
              .id(new UUID(0x8000L, seq))
              .globalSeq(seq)
              .timestampMs(T0 + seq)
              .observedMs(T0 + seq)
              .componentId(component)
              .stateDelta(delta)
              .build();
      JsonNode before = states.getOrDefault(component, StateFold.empty());
      states.put(component, StateFold.apply(before, delta, event.deltaFormat()).state());
      producer.send(
          new ProducerRecord<>(
              Topic.EVENTS.topicName(),
              EventKeys.component(WORLD, component),
              EventCodec.encode(event)));
    }
    producer.commitTransaction();
  }

  /** How many events were written; the number of the last. */
  long last() {
    return seq;
  }

  /** The newest state of each component, canonical JSON. */
  Map<String, String> states() {
    Map<String, String> texts = new TreeMap<>();
    states.forEach((component, state) -> texts.put(component, StateFold.canonical(state)));
    return texts;
  }

  @Override
  public void close() {
    producer.close();
  }
}
