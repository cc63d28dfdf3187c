package dev.rearview.topics;

import dev.rearview.integrity.ChainVerifier;
import dev.rearview.integrity.Expectation;
import dev.rearview.integrity.Verification;
import dev.rearview.proto.EventKeys;
import dev.rearview.proto.Topic;
import dev.rearview.topics.Consumers.Isolation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * {@code rearview.events}, verified world by world: what is committed in all partitions as of now,
 * merged by sequence number. One reader for each partition, so that memory is bounded however far
 * they are apart.
 *
 * <p>A transaction becomes visible in one partition after the other. So what is visible now sets
 * how far the log is looked at, and each partition is read on to where it was written by then: what
 * belongs before the newest visible entry is there, and newer entries are left to the next time.
 */
public final class EventTopic {
  private static final String TOPIC = Topic.EVENTS.topicName();

  private final Consumers consumers;

  public EventTopic(String bootstrapServers) {
    consumers = new Consumers(bootstrapServers);
  }

  /**
   * The topic's partitions.
   *
   * @throws TopicUnavailableException where the broker does not know it, or does not answer
   */
  public List<TopicPartition> partitions() {
    return consumers.partitions(TOPIC);
  }

  /**
   * The worlds of which there are records. Reads the whole topic.
   *
   * @throws TopicUnavailableException where it cannot be read
   */
  public SortedSet<String> worlds() {
    SortedSet<String> worlds = new TreeSet<>();
    try {
      List<TopicPartition> partitions = partitions();
      Map<TopicPartition, Long> ends = consumers.ends(partitions, Isolation.COMMITTED);
      for (TopicPartition partition : partitions) {
        long end = ends.getOrDefault(partition, 0L);
        try (PartitionReader reader =
            new PartitionReader(consumers.open(Isolation.COMMITTED), partition, end, () -> false)) {
          for (var record = reader.next(); record != null; record = reader.next()) {
            if (record.key() != null) {
              worlds.add(EventKeys.worldOf(record.key()));
            }
          }
        }
      }
    } catch (KafkaException e) {
      throw unavailable(e);
    }
    return worlds;
  }

  /**
   * Verifies what the topic has of a world now.
   *
   * @param cancelled asked between records
   * @return empty where it was cancelled
   * @throws TopicUnavailableException where the topic cannot be read
   */
  public Optional<Verification> verify(
      String world, Expectation expectation, BooleanSupplier cancelled) {
    ChainVerifier verifier = new ChainVerifier(world, expectation);
    try (Merge merge = open(world, cancelled)) {
      List<Found> newer = new ArrayList<>();
      for (Found found = merge.next(); found != null; found = merge.next()) {
        newer.add(found);
        if (found.visible()) {
          newer.forEach(one -> one.giveTo(verifier));
          newer.clear();
        }
      }
      // what a checkpoint covers was written before it, and may only have become visible after it
      newer.stream()
          .filter(found -> found.seq() <= expectation.least())
          .forEach(found -> found.giveTo(verifier));
    } catch (KafkaException e) {
      throw unavailable(e);
    }
    return cancelled.getAsBoolean() ? Optional.empty() : Optional.of(verifier.finish());
  }

  private static TopicUnavailableException unavailable(KafkaException e) {
    return new TopicUnavailableException("the topic cannot be read: " + e.getMessage(), e);
  }

  private Merge open(String world, BooleanSupplier cancelled) {
    List<TopicPartition> partitions = partitions();
    Map<TopicPartition, Long> visible = consumers.ends(partitions, Isolation.COMMITTED);
    Map<TopicPartition, Long> written = consumers.ends(partitions, Isolation.WRITTEN);
    Merge merge = new Merge(world);
    try {
      for (TopicPartition partition : partitions) {
        PartitionReader reader =
            new PartitionReader(
                consumers.open(Isolation.COMMITTED),
                partition,
                written.getOrDefault(partition, 0L),
                cancelled);
        merge.add(reader, visible.getOrDefault(partition, 0L));
      }
      return merge;
    } catch (RuntimeException e) {
      merge.close();
      throw e;
    }
  }

  /** A world's records of all partitions in the order of their numbers. */
  private static final class Merge implements AutoCloseable {
    private record Source(PartitionReader reader, long visible) {}

    private record Head(Found found, int source) {}

    private final String world;
    private final List<Source> sources = new ArrayList<>();
    private final PriorityQueue<Head> heads =
        new PriorityQueue<>(
            Comparator.<Head>comparingLong(head -> head.found().seq())
                .thenComparingInt(Head::source));

    Merge(String world) {
      this.world = world;
    }

    void add(PartitionReader reader, long visible) {
      sources.add(new Source(reader, visible));
      advance(sources.size() - 1);
    }

    private void advance(int source) {
      Source from = sources.get(source);
      for (ConsumerRecord<String, byte[]> record = from.reader().next();
          record != null;
          record = from.reader().next()) {
        Found found = Found.of(world, record, record.offset() < from.visible());
        if (found != null) {
          heads.add(new Head(found, source));
          return;
        }
      }
    }

    @Nullable Found next() {
      Head head = heads.poll();
      if (head == null) {
        return null;
      }
      advance(head.source());
      return head.found();
    }

    @Override
    public void close() {
      sources.forEach(source -> source.reader().close());
    }
  }
}
