package dev.rearview.topics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Opens readers of topics. */
final class Consumers {
  private static final int MAX_PARTITIONS = 256;
  private static final int FETCH_BYTES = 1 << 20;
  private static final Duration ANSWER = Duration.ofSeconds(15);

  private final String bootstrapServers;

  Consumers(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
  }

  /** What a reader sees. */
  enum Isolation {
    /** Only what is committed. */
    COMMITTED("read_committed"),
    /** Also what is not committed yet, or never will be. */
    WRITTEN("read_uncommitted");

    private final String setting;

    Isolation(String setting) {
      this.setting = setting;
    }
  }

  /**
   * The topic's partitions in their order.
   *
   * @throws TopicUnavailableException where the broker does not know it, or does not answer
   */
  List<TopicPartition> partitions(String topic) {
    List<TopicPartition> partitions = new ArrayList<>();
    try (KafkaConsumer<String, byte[]> consumer = open(Isolation.COMMITTED)) {
      for (PartitionInfo partition : consumer.partitionsFor(topic)) {
        partitions.add(new TopicPartition(partition.topic(), partition.partition()));
      }
    } catch (KafkaException e) {
      throw new TopicUnavailableException(
          "%s cannot be read: %s".formatted(topic, e.getMessage()), e);
    }
    if (partitions.isEmpty() || partitions.size() > MAX_PARTITIONS) {
      throw new TopicUnavailableException(
          "topic %s has %d partitions, 1 to %d are expected"
              .formatted(topic, partitions.size(), MAX_PARTITIONS));
    }
    partitions.sort(Comparator.comparingInt(TopicPartition::partition));
    return partitions;
  }

  /** Where each partition ends for such a reader. */
  Map<TopicPartition, Long> ends(List<TopicPartition> partitions, Isolation isolation) {
    try (KafkaConsumer<String, byte[]> consumer = open(isolation)) {
      return consumer.endOffsets(partitions);
    }
  }

  KafkaConsumer<String, byte[]> open(Isolation isolation) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation.setting);
    settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
    settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 500);
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) ANSWER.toMillis());
    settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
    return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
  }
}
