package dev.rearview.ingestion;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads a topic from its beginning, committed records only. */
final class TopicReader {
  private static final int MAX_POLLS = 300;
  private static final Duration POLL = Duration.ofMillis(100);

  private TopicReader() {}

  /** Reads until the condition holds; fails where it does not within half a minute. */
  static void until(String kafka, String topic, Consumer<byte[]> each, BooleanSupplier enough) {
    try (KafkaConsumer<String, byte[]> consumer = open(kafka, topic)) {
      for (int i = 0; i < MAX_POLLS && !enough.getAsBoolean(); i++) {
        for (ConsumerRecord<String, byte[]> read : consumer.poll(POLL)) {
          each.accept(read.value());
        }
      }
    }
    if (!enough.getAsBoolean()) {
      throw new AssertionError("what was expected did not come on " + topic);
    }
  }

  /** Reads until the text of what was read fulfils the condition; answers it. */
  static String until(String kafka, String topic, Predicate<String> enough) {
    StringBuilder text = new StringBuilder();
    until(
        kafka,
        topic,
        value -> text.append(new String(value, StandardCharsets.UTF_8)).append('\n'),
        () -> enough.test(text.toString()));
    return text.toString();
  }

  /** Everything that is on the topic now. */
  static List<byte[]> all(String kafka, String topic) {
    List<byte[]> values = new ArrayList<>();
    try (KafkaConsumer<String, byte[]> consumer = open(kafka, topic)) {
      Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
      for (int i = 0;
          i < MAX_POLLS
              && ends.entrySet().stream()
                  .anyMatch(end -> consumer.position(end.getKey()) < end.getValue());
          i++) {
        for (ConsumerRecord<String, byte[]> read : consumer.poll(POLL)) {
          if (read.value() != null) {
            values.add(read.value());
          }
        }
      }
    }
    return values;
  }

  private static KafkaConsumer<String, byte[]> open(String kafka, String topic) {
    KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", kafka,
                "isolation.level", "read_committed",
                "auto.offset.reset", "earliest"),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    return consumer;
  }
}
