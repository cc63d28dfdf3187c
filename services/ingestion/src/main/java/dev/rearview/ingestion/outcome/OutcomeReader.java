package dev.rearview.ingestion.outcome;

import dev.rearview.proto.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code rearview.outcomes} from its end on and answers the tickets of this instance. Runs in
 * a thread of its own, without a consumer group; when Kafka fails it begins again at the end, and
 * what was missed meanwhile stays unanswered until its waiters give up.
 */
public final class OutcomeReader implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(OutcomeReader.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final PendingOutcomes pending;
  private final Supplier<Consumer<String, byte[]>> consumers;
  private final Thread thread;
  private final CountDownLatch stop = new CountDownLatch(1);
  private volatile boolean reading;
  private volatile @Nullable Consumer<String, byte[]> current;

  OutcomeReader(PendingOutcomes pending, Supplier<Consumer<String, byte[]>> consumers) {
    this.pending = pending;
    this.consumers = consumers;
    this.thread = Thread.ofPlatform().name("rearview-outcomes").daemon().unstarted(this::run);
  }

  /** Starts reading; Kafka need not be there yet. */
  public static OutcomeReader start(String bootstrapServers, PendingOutcomes pending) {
    Map<String, Object> config = new HashMap<>();
    config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    config.put(ConsumerConfig.CLIENT_ID_CONFIG, "rearview-ingestion-outcomes");
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000);
    config.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
    OutcomeReader reader =
        new OutcomeReader(
            pending,
            () ->
                new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer()));
    reader.thread.start();
    return reader;
  }

  /** Whether outcomes of events sent from now on will be seen. */
  public boolean isReading() {
    return reading;
  }

  private void run() {
    while (!isStopping()) {
      try (Consumer<String, byte[]> consumer = consumers.get()) {
        current = consumer;
        read(consumer);
      } catch (WakeupException e) {
        LOG.debug("outcomes are no longer read");
      } catch (KafkaException e) {
        LOG.warnf("outcomes cannot be read, trying again in %s: %s", PAUSE, e.getMessage());
        pause();
      } finally {
        current = null;
        reading = false;
      }
    }
  }

  private void read(Consumer<String, byte[]> consumer) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(Topic.OUTCOMES.topicName()).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
    reading = !partitions.isEmpty();
    if (!reading) {
      pause();
    }
    while (!isStopping() && reading) {
      for (ConsumerRecord<String, byte[]> outcome : consumer.poll(POLL)) {
        if (pending.instance().equals(outcome.key())) {
          answer(outcome.value());
        }
      }
    }
  }

  private void answer(byte[] value) {
    try {
      pending.complete(Outcome.decode(value));
    } catch (IllegalArgumentException e) {
      LOG.warnf("passed over a record of %s: %s", Topic.OUTCOMES.topicName(), e.getMessage());
    }
  }

  private void pause() {
    try {
      if (stop.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.debug("woken up to stop");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isStopping() {
    return stop.getCount() == 0 || Thread.currentThread().isInterrupted();
  }

  /** Stops reading; waits at most 5 seconds. */
  @Override
  public void close() {
    stop.countDown();
    Consumer<String, byte[]> consumer = current;
    if (consumer != null) {
      consumer.wakeup();
    }
    try {
      thread.join(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
