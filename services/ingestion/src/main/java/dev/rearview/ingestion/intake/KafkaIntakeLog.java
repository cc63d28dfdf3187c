package dev.rearview.ingestion.intake;

import dev.rearview.ingestion.outcome.ReplyTo;
import dev.rearview.proto.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The topic {@code rearview.intake}: acks=all, idempotent, and with a time limit that is short
 * enough to refuse instead of piling up. Its buffer is bounded.
 */
public final class KafkaIntakeLog implements IntakeLog, AutoCloseable {
  private static final int BUFFER_BYTES = 32 << 20;
  private static final int MAX_REQUEST_BYTES = 2 << 20;
  private static final int LINGER_MS = 5;
  private static final int BATCH_BYTES = 1 << 16;
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

  private final Producer<String, byte[]> producer;
  private final Duration timeout;

  KafkaIntakeLog(Producer<String, byte[]> producer, Duration timeout) {
    this.producer = producer;
    this.timeout = timeout;
  }

  /**
   * Opens it; Kafka need not be there yet.
   *
   * @param timeout after which an append fails, 100 ms to 1 minute
   */
  public static KafkaIntakeLog open(String bootstrapServers, Duration timeout) {
    long millis = timeout.toMillis();
    if (millis < 100 || millis > 60_000) {
      throw new IllegalArgumentException(
          "the hand-over timeout must be 100 ms to 1 minute, not " + timeout);
    }
    Map<String, Object> config = new HashMap<>();
    config.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    config.put(ProducerConfig.CLIENT_ID_CONFIG, "rearview-ingestion-intake");
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    config.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MS);
    config.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
    config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
    config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_REQUEST_BYTES);
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, millis / 2);
    config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) millis - LINGER_MS);
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) millis);
    config.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
    return new KafkaIntakeLog(
        new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer()), timeout);
  }

  /**
   * Learns where the topic lies, so that the first append need not.
   *
   * @return whether it is known
   */
  public boolean warmUp() {
    try {
      return !producer.partitionsFor(Topic.INTAKE.topicName()).isEmpty();
    } catch (KafkaException e) {
      return false;
    }
  }

  @Override
  public CompletableFuture<Void> append(List<Entry> entries) {
    long start = System.nanoTime();
    CompletableFuture<Void> all = new CompletableFuture<>();
    AtomicInteger open = new AtomicInteger(entries.size());
    if (entries.isEmpty()) {
      all.complete(null);
    }
    for (Entry entry : entries) {
      send(entry, open, all);
      if (all.isCompletedExceptionally()) {
        return all;
      }
    }
    long left = timeout.toNanos() - (System.nanoTime() - start);
    return all.orTimeout(Math.max(1, left), TimeUnit.NANOSECONDS)
        .exceptionallyCompose(e -> CompletableFuture.failedFuture(unavailable(e)));
  }

  private void send(Entry entry, AtomicInteger open, CompletableFuture<Void> all) {
    ProducerRecord<String, byte[]> entryRecord =
        new ProducerRecord<>(Topic.INTAKE.topicName(), entry.world(), entry.event());
    ReplyTo replyTo = entry.replyTo();
    if (replyTo != null) {
      entryRecord.headers().add(ReplyTo.HEADER, replyTo.encode());
    }
    try {
      producer.send(
          entryRecord,
          (metadata, failure) -> {
            if (failure != null) {
              all.completeExceptionally(unavailable(failure));
            } else if (open.decrementAndGet() == 0) {
              all.complete(null);
            }
          });
    } catch (KafkaException | IllegalStateException e) {
      all.completeExceptionally(unavailable(e));
    }
  }

  private IntakeUnavailableException unavailable(Throwable e) {
    Throwable cause = e.getCause() instanceof IntakeUnavailableException known ? known : e;
    return cause instanceof IntakeUnavailableException known
        ? known
        : new IntakeUnavailableException(
            "Kafka did not take the events within %d ms".formatted(timeout.toMillis()), cause);
  }

  /** Sends what is still under way, for at most 5 seconds. */
  @Override
  public void close() {
    producer.close(CLOSE_TIMEOUT);
  }
}
