package dev.rearview.streams;

import dev.rearview.proto.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.LogAndContinueExceptionHandler;

/**
 * How a service runs its Kafka Streams instance.
 *
 * @param applicationId names the group of instances, and its internal topics
 * @param bootstrapServers Kafka's address
 * @param stateDir where its stores lie; can be deleted, they are rebuilt from the log
 * @param applicationServer {@code host:port} at which other instances ask this one
 * @param instanceId static membership: the same after a restart; empty: dynamic
 * @param threads 1 to 64
 * @param standbyReplicas copies of each store on other instances, 0 to 5
 * @param commitInterval how long written results stay invisible at most, 10 ms to 1 minute
 * @param deadLetterTopic where records go that cannot be read
 * @param delivery what a crash does to its results
 */
public record StreamsSettings(
    String applicationId,
    String bootstrapServers,
    Path stateDir,
    String applicationServer,
    Optional<String> instanceId,
    int threads,
    int standbyReplicas,
    Duration commitInterval,
    String deadLetterTopic,
    Delivery delivery) {
  private static final Duration SESSION_TIMEOUT = Duration.ofSeconds(6);
  private static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(5);

  /** What is written between two commits goes in few and large pieces. */
  private static final int BATCH_BYTES = 128 << 10;

  /** For the stores that ask for a cache; without one a store writes through. */
  private static final long CACHE_BYTES = 16L << 20;

  public StreamsSettings {
    require(!applicationId.isBlank(), "an application id is needed");
    require(applicationServer.matches("\\S+:\\d{1,5}"), applicationServer + " is not host:port");
    require(threads >= 1 && threads <= 64, "threads must be 1 to 64, not " + threads);
    require(
        standbyReplicas >= 0 && standbyReplicas <= 5,
        "standby replicas must be 0 to 5, not " + standbyReplicas);
    require(
        commitInterval.toMillis() >= 10 && commitInterval.toMillis() <= 60_000,
        "commit interval must be 10 ms to 1 minute, not " + commitInterval);
  }

  /** What a crash does to what the instance writes. Only what is committed is ever read. */
  public enum Delivery {
    /** Nothing: stores and topics show each record once. A store is rebuilt after a crash. */
    EXACTLY_ONCE,
    /** Records may be processed again: for what does not mind, and keeps its stores instead. */
    AT_LEAST_ONCE
  }

  /** With results that show each record once. */
  public StreamsSettings(
      String applicationId,
      String bootstrapServers,
      Path stateDir,
      String applicationServer,
      Optional<String> instanceId,
      int threads,
      int standbyReplicas,
      Duration commitInterval,
      String deadLetterTopic) {
    this(
        applicationId,
        bootstrapServers,
        stateDir,
        applicationServer,
        instanceId,
        threads,
        standbyReplicas,
        commitInterval,
        deadLetterTopic,
        Delivery.EXACTLY_ONCE);
  }

  /** One thread, no standby, 100 ms between commits. */
  public static StreamsSettings of(
      String applicationId, String bootstrapServers, Path stateDir, String applicationServer) {
    return new StreamsSettings(
        applicationId,
        bootstrapServers,
        stateDir,
        applicationServer,
        Optional.empty(),
        1,
        0,
        Duration.ofMillis(100),
        Topic.DEAD_LETTERS.topicName());
  }

  /** As Kafka Streams wants them; also what a test driver of the topology is given. */
  public Properties toProperties() {
    Map<String, Object> p = new HashMap<>();
    p.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
    p.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    p.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
    p.put(StreamsConfig.APPLICATION_SERVER_CONFIG, applicationServer);
    p.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
    p.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, standbyReplicas);
    p.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, commitInterval.toMillis());
    p.put(
        StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
        delivery == Delivery.EXACTLY_ONCE
            ? StreamsConfig.EXACTLY_ONCE_V2
            : StreamsConfig.AT_LEAST_ONCE);
    p.put(StreamsConfig.consumerPrefix(ConsumerConfig.ISOLATION_LEVEL_CONFIG), "read_committed");
    p.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, "classic");
    p.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, -1);
    p.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, CACHE_BYTES);
    p.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
    p.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
    p.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class);
    p.put(
        StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
        LogAndContinueExceptionHandler.class);
    p.put(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG, deadLetterTopic);
    p.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG),
        (int) SESSION_TIMEOUT.toMillis());
    p.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG),
        (int) SESSION_TIMEOUT.toMillis() / 3);
    p.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    p.put(
        StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
        (int) TRANSACTION_TIMEOUT.toMillis());
    p.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), 2_097_152);
    p.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), BATCH_BYTES);
    p.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
    instanceId.ifPresent(
        id -> p.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), id));
    Properties properties = new Properties();
    properties.putAll(p);
    return properties;
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
