package dev.rearview.console.api;

import dev.rearview.console.live.LiveFeed;
import dev.rearview.console.live.LiveItem.Source;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads the live topics from now on, all partitions, without a consumer group: every console shows
 * everything. Where the broker is away it tries again and goes on where it was.
 */
@Singleton
public final class TopicTail {
  private static final Logger LOG = Logger.getLogger(TopicTail.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration LOOK_FOR_PARTITIONS = Duration.ofSeconds(5);
  private static final Duration RETRY = Duration.ofSeconds(2);

  private final LiveFeed feed;
  private final Map<String, Object> settings;
  private final Map<TopicPartition, Long> next = new HashMap<>();
  private final Thread thread;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private volatile boolean connected;
  private volatile @Nullable Consumer<byte[], byte[]> current;
  private boolean begun;

  @Inject
  TopicTail(LiveFeed feed, @Identifier("default-kafka-broker") Map<String, Object> kafka) {
    this.feed = feed;
    this.settings = settings(kafka);
    this.thread = Thread.ofPlatform().name("console-live").daemon().unstarted(this::run);
  }

  private static Map<String, Object> settings(Map<String, Object> kafka) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.remove("group.id");
    settings.put("isolation.level", "read_committed");
    settings.put("enable.auto.commit", "false");
    settings.put("auto.offset.reset", "latest");
    settings.put("allow.auto.create.topics", "false");
    settings.put("client.id", "rearview-console-live");
    settings.put("default.api.timeout.ms", "5000");
    settings.put("reconnect.backoff.ms", "1000");
    settings.put("reconnect.backoff.max.ms", "10000");
    settings.put("key.deserializer", ByteArrayDeserializer.class);
    settings.put("value.deserializer", ByteArrayDeserializer.class);
    return settings;
  }

  void start(@Observes StartupEvent event) {
    thread.start();
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    stopping.countDown();
    Consumer<byte[], byte[]> consumer = current;
    if (consumer != null) {
      consumer.wakeup();
    }
    thread.join(Duration.ofSeconds(10));
  }

  /** Whether it reads at the moment. */
  boolean isConnected() {
    return connected;
  }

  private void run() {
    while (stopping.getCount() > 0) {
      try (Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings)) {
        current = consumer;
        read(consumer);
      } catch (WakeupException | InterruptException e) {
        return;
      } catch (KafkaException e) {
        LOG.warnf("live topics not readable, trying again in %s: %s", RETRY, e.getMessage());
        if (stopsWithin(RETRY)) {
          return;
        }
      } finally {
        current = null;
        connected = false;
      }
    }
  }

  private void read(Consumer<byte[], byte[]> consumer) {
    long lookAgainAt = System.nanoTime();
    while (stopping.getCount() > 0) {
      if (System.nanoTime() - lookAgainAt >= 0) {
        assign(consumer);
        lookAgainAt = System.nanoTime() + LOOK_FOR_PARTITIONS.toNanos();
      }
      if (next.isEmpty()) {
        if (stopsWithin(RETRY)) {
          return;
        }
        continue;
      }
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        next.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
        publish(record);
      }
    }
  }

  /** Those there from the beginning are read from now on, those made later from their start. */
  private void assign(Consumer<byte[], byte[]> consumer) {
    List<TopicPartition> all = new ArrayList<>();
    Map<String, List<PartitionInfo>> topics = consumer.listTopics();
    LiveDecoder.TOPICS
        .keySet()
        .forEach(topic ->
            topics
                .getOrDefault(topic, List.of())
                .forEach(part -> all.add(new TopicPartition(topic, part.partition()))));
    if (consumer.assignment().size() == all.size()) {
      connected = true;
      return;
    }
    List<TopicPartition> fresh = all.stream().filter(part -> !next.containsKey(part)).toList();
    next.putAll(begun ? consumer.beginningOffsets(fresh) : consumer.endOffsets(fresh));
    begun = true;
    consumer.assign(all);
    all.forEach(part -> consumer.seek(part, next.getOrDefault(part, 0L)));
    connected = true;
  }

  private void publish(ConsumerRecord<byte[], byte[]> record) {
    Source source = LiveDecoder.TOPICS.get(record.topic());
    if (source == null || record.value() == null || feed.openChannels() == 0) {
      return;
    }
    try {
      feed.publish(LiveDecoder.decode(source, record.value()));
    } catch (IllegalArgumentException e) {
      LOG.warnf(
          "unreadable record, topic %s partition %d offset %d: %s",
          record.topic(), record.partition(), record.offset(), e.getMessage());
      feed.miss(1);
    }
  }

  /** Waits; true where the process stops meanwhile. */
  private boolean stopsWithin(Duration time) {
    try {
      return stopping.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
