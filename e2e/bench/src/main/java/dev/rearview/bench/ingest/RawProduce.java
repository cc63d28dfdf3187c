package dev.rearview.bench.ingest;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The same bytes written to Kafka and nothing else, as {@code kafka-producer-perf-test} does. */
final class RawProduce {
  private static final String TOPIC = "raw";
  private static final int PARTITIONS = 4;

  private RawProduce() {}

  /** Seconds until all are acknowledged. */
  static double to(String kafka, Sending sending) {
    createTopic(kafka);
    List<byte[]> events = sending.events();
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                kafka,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4",
                ProducerConfig.LINGER_MS_CONFIG,
                5,
                ProducerConfig.BATCH_SIZE_CONFIG,
                1 << 16),
            new StringSerializer(),
            new ByteArraySerializer())) {
      long began = System.nanoTime();
      for (byte[] event : events) {
        producer.send(new ProducerRecord<>(TOPIC, "bench", event));
      }
      producer.flush();
      return (System.nanoTime() - began) / 1e9;
    }
  }

  private static void createTopic(String kafka) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
      admin.createTopics(List.of(new NewTopic(TOPIC, PARTITIONS, (short) 1))).all().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new IllegalStateException(e);
      }
    }
  }
}
