package dev.rearview.testkit;

import dev.rearview.model.Event;
import dev.rearview.proto.EventCodec;
import dev.rearview.proto.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads what is committed on a topic, from the beginning. */
public final class TopicReader {
  private static final Duration POLL = Duration.ofMillis(200);

  private TopicReader() {}

  /**
   * All records of the topic, read until the condition holds.
   *
   * @throws AssertionError where it does not hold within the time; the message counts the records
   */
  public static List<ConsumerRecord<String, byte[]>> readUntil(
      String bootstrapServers,
      Topic topic,
      Duration atMost,
      Predicate<List<ConsumerRecord<String, byte[]>>> condition) {
    long deadline = System.nanoTime() + atMost.toNanos();
    List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<String, byte[]> consumer = consumer(bootstrapServers)) {
      Set<TopicPartition> partitions =
          Set.copyOf(
              consumer.partitionsFor(topic.topicName()).stream()
                  .map(p -> new TopicPartition(p.topic(), p.partition()))
                  .toList());
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (!condition.test(records)) {
        if (System.nanoTime() > deadline) {
          throw new AssertionError(
              "after %s the condition does not hold for the %d records of %s"
                  .formatted(atMost, records.size(), topic.topicName()));
        }
        consumer.poll(POLL).forEach(records::add);
      }
    }
    return records;
  }

  /** The events of the log in the order of their sequence numbers, once there are so many. */
  public static List<Event> events(String bootstrapServers, int count, Duration atMost) {
    return readUntil(bootstrapServers, Topic.EVENTS, atMost, r -> r.size() >= count).stream()
        .map(record -> EventCodec.decode(record.value()))
        .sorted(Comparator.comparing(Event::world).thenComparingLong(Event::globalSeq))
        .toList();
  }

  private static KafkaConsumer<String, byte[]> consumer(String bootstrapServers) {
    return new KafkaConsumer<>(
        Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
        new StringDeserializer(),
        new ByteArrayDeserializer());
  }
}
