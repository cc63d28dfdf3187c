package dev.rearview.topics;

import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Reads what is committed of one partition, from its beginning to an offset. */
final class PartitionReader implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(500);

  /** So many empty answers in a row mean that the broker does not give what it promised. */
  private static final int MAX_EMPTY_POLLS = 60;

  private final KafkaConsumer<String, byte[]> consumer;
  private final TopicPartition partition;
  private final BooleanSupplier cancelled;
  private final long end;
  private Iterator<ConsumerRecord<String, byte[]>> polled = Collections.emptyIterator();

  /**
   * Takes the consumer over and closes it.
   *
   * @param end offset up to which it reads; it waits until that much is committed
   */
  PartitionReader(
      KafkaConsumer<String, byte[]> consumer,
      TopicPartition partition,
      long end,
      BooleanSupplier cancelled) {
    this.consumer = consumer;
    this.partition = partition;
    this.end = end;
    this.cancelled = cancelled;
    consumer.assign(List.of(partition));
    consumer.seekToBeginning(List.of(partition));
  }

  /** The next record; null behind the last one, and once it is cancelled. */
  @Nullable ConsumerRecord<String, byte[]> next() {
    for (int empty = 0; !polled.hasNext() && consumer.position(partition) < end; empty++) {
      if (cancelled.getAsBoolean()) {
        return null;
      }
      if (empty == MAX_EMPTY_POLLS) {
        throw new TopicUnavailableException(
            "%s gave nothing after offset %d of %d"
                .formatted(partition, consumer.position(partition), end));
      }
      polled = consumer.poll(POLL).iterator();
    }
    return polled.hasNext() ? polled.next() : null;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
