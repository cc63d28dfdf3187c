package dev.rearview.replay.topology;

import dev.rearview.integrity.ChainVerifier;
import dev.rearview.integrity.Expectation;
import dev.rearview.integrity.Verification;
import dev.rearview.model.Event;
import dev.rearview.proto.EventCodec;
import dev.rearview.proto.EventKeys;
import dev.rearview.proto.Topic;
import dev.rearview.replay.RefusedException;
import dev.rearview.replay.log.Cursor;
import dev.rearview.replay.log.MergedCursor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Recomputes a world's hash chain from the topic itself: what is committed in all partitions as of
 * now, merged by sequence number. One reader for each partition, so that memory is bounded however
 * far they are apart.
 *
 * <p>A transaction becomes visible in one partition after the other. So what is visible now sets
 * how far the log is looked at, and each partition is read on to where it was written by then: what
 * belongs before the newest visible entry is there, and newer entries are left to the next time.
 */
public final class TopicVerifier {
  private static final int MAX_PARTITIONS = 256;
  private static final int FETCH_BYTES = 1 << 20;

  private final String bootstrapServers;

  public TopicVerifier(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
  }

  /**
   * One record of the world: an event, or why there is none.
   *
   * @param visible whether it could be read when the verification began
   */
  record Found(long seq, @Nullable Event event, String why, boolean visible) {}

  /**
   * Verifies what the topic has now.
   *
   * @param cancelled asked between records
   */
  public Verification verify(String world, Expectation expectation, BooleanSupplier cancelled) {
    try {
      ChainVerifier verifier = new ChainVerifier(world, expectation);
      try (Cursor<Found> log = open(world, cancelled)) {
        List<Found> newer = new ArrayList<>();
        while (log.hasNext()) {
          Found found = log.next();
          newer.add(found);
          if (found.visible()) {
            newer.forEach(one -> accept(one, verifier));
            newer.clear();
          }
        }
      }
      if (cancelled.getAsBoolean()) {
        throw RefusedException.notNow("cancelled", "the verification was cancelled");
      }
      return verifier.finish();
    } catch (KafkaException e) {
      throw RefusedException.notNow(
          "log_unavailable", "the topic cannot be read: " + e.getMessage());
    }
  }

  private static void accept(Found found, ChainVerifier verifier) {
    if (found.event() == null) {
      verifier.acceptUnreadable(found.why());
    } else {
      verifier.accept(found.event());
    }
  }

  /**
   * The topic's partitions.
   *
   * @throws RefusedException {@code log_unavailable} where the broker does not know it, or does not
   *     answer
   */
  public List<TopicPartition> partitions() {
    List<TopicPartition> partitions = new ArrayList<>();
    try (KafkaConsumer<String, byte[]> consumer = consumer("read_committed")) {
      for (PartitionInfo partition : consumer.partitionsFor(Topic.EVENTS.topicName())) {
        partitions.add(new TopicPartition(partition.topic(), partition.partition()));
      }
    } catch (KafkaException e) {
      throw RefusedException.notNow(
          "log_unavailable", "the topic cannot be read: " + e.getMessage());
    }
    if (partitions.isEmpty() || partitions.size() > MAX_PARTITIONS) {
      throw RefusedException.notNow(
          "log_unavailable",
          "topic %s has %d partitions, 1 to %d are expected"
              .formatted(Topic.EVENTS.topicName(), partitions.size(), MAX_PARTITIONS));
    }
    partitions.sort(Comparator.comparingInt(TopicPartition::partition));
    return partitions;
  }

  private Cursor<Found> open(String world, BooleanSupplier cancelled) {
    List<TopicPartition> partitions = partitions();
    Map<TopicPartition, Long> visible = ends(partitions, "read_committed");
    Map<TopicPartition, Long> written = ends(partitions, "read_uncommitted");
    List<Supplier<Cursor<Found>>> readers =
        partitions.stream()
            .<Supplier<Cursor<Found>>>map(partition ->
                () ->
                    new PartitionReader(
                            consumer("read_committed"),
                            partition,
                            written.getOrDefault(partition, 0L),
                            cancelled)
                        .map(record ->
                            found(
                                world,
                                record.key(),
                                record.value(),
                                record.offset() < visible.getOrDefault(partition, 0L))))
            .toList();
    return MergedCursor.of(readers, Comparator.comparingLong(Found::seq));
  }

  private Map<TopicPartition, Long> ends(List<TopicPartition> partitions, String isolation) {
    try (KafkaConsumer<String, byte[]> consumer = consumer(isolation)) {
      return consumer.endOffsets(partitions);
    }
  }

  /** Null where the record is of another world. */
  private static @Nullable Found found(
      String world, @Nullable String key, byte @Nullable [] value, boolean visible) {
    if (key == null || !EventKeys.worldOf(key).equals(world)) {
      return null;
    }
    try {
      Event event = EventCodec.decode(value == null ? new byte[0] : value);
      return event.world().equals(world)
          ? new Found(event.globalSeq(), event, "", visible)
          : new Found(event.globalSeq(), null, "it says to be of world " + event.world(), visible);
    } catch (IllegalArgumentException e) {
      return new Found(0, null, String.valueOf(e.getMessage()), visible);
    }
  }

  private KafkaConsumer<String, byte[]> consumer(String isolation) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation);
    settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
    settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 500);
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 15_000);
    settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
    return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
  }
}
