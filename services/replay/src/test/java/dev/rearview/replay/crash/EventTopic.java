package dev.rearview.replay.crash;

import dev.rearview.model.Event;
import dev.rearview.proto.EventCodec;
import dev.rearview.proto.EventKeys;
import dev.rearview.proto.Topic;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes the topic of events in transactions, as the sequencer does. */
final class EventTopic implements AutoCloseable {
  private final KafkaProducer<String, byte[]> producer;

  EventTopic(String bootstrapServers) {
    producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                "sequencer",
                ProducerConfig.LINGER_MS_CONFIG,
                5,
                ProducerConfig.BATCH_SIZE_CONFIG,
                1 << 17),
            new StringSerializer(),
            new ByteArraySerializer());
    producer.initTransactions();
  }

  /** One transaction. */
  void write(List<Event> events, boolean commit) {
    write(events, commit, () -> {});
  }

  /** One transaction, in which something happens while all of it is written and it is open. */
  void write(List<Event> events, boolean commit, Runnable whileOpen) {
    producer.beginTransaction();
    for (Event event : events) {
      producer.send(
          new ProducerRecord<>(
              Topic.EVENTS.topicName(),
              EventKeys.component(event.world(), event.componentId()),
              EventCodec.encode(event)));
    }
    producer.flush();
    whileOpen.run();
    if (commit) {
      producer.commitTransaction();
    } else {
      producer.abortTransaction();
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
