package dev.rearview.ingestion.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rearview.ingestion.outcome.ReplyTo;
import dev.rearview.model.Event;
import dev.rearview.model.EventIds;
import dev.rearview.proto.EventCodec;
import dev.rearview.proto.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KafkaIntakeLogTest {
  private final MockProducer<String, byte[]> producer =
      new MockProducer<>(false, null, new StringSerializer(), new ByteArraySerializer());
  private final KafkaIntakeLog log = new KafkaIntakeLog(producer, Duration.ofMinutes(1));
  private final Random random = new Random(1);

  @Test
  void eventsAreAcknowledgedOnlyOnceAllAreDurable() {
    CompletableFuture<Void> durable = log.append(List.of(entry(null), entry(null)));

    producer.completeNext();
    assertThat(durable).isNotDone();
    producer.completeNext();
    assertThat(durable).isCompleted();
  }

  @Test
  void oneFailureFailsTheWholeAppend() {
    CompletableFuture<Void> durable = log.append(List.of(entry(null), entry(null)));

    producer.completeNext();
    producer.errorNext(new TimeoutException("away"));

    assertThatThrownBy(durable::join).hasCauseInstanceOf(IntakeUnavailableException.class);
  }

  @Test
  void nothingMoreIsSentOnceSendingFails() {
    producer.sendException = new TimeoutException("the buffer is full");

    CompletableFuture<Void> durable = log.append(List.of(entry(null), entry(null)));

    assertThatThrownBy(durable::join).hasCauseInstanceOf(IntakeUnavailableException.class);
    assertThat(producer.history()).isEmpty();
  }

  @Test
  void recordsAreKeyedByWorldAndSayWhoWaits() {
    IntakeLog.Entry waiting = entry(new ReplyTo("me", 7));
    CompletableFuture<Void> durable = log.append(List.of(waiting, entry(null)));

    assertThat(durable).isNotDone();
    ProducerRecord<String, byte[]> first = producer.history().getFirst();
    assertThat(first.topic()).isEqualTo(Topic.INTAKE.topicName());
    assertThat(first.key()).isEqualTo("shop-world");
    assertThat(first.value()).isEqualTo(waiting.event());
    assertThat(ReplyTo.decode(first.headers().lastHeader(ReplyTo.HEADER).value()))
        .isEqualTo(new ReplyTo("me", 7));
    assertThat(producer.history().getLast().headers()).isEmpty();
  }

  @Test
  void nothingToAppendIsDoneAtOnce() {
    assertThat(log.append(List.of())).isCompleted();
  }

  private IntakeLog.Entry entry(@Nullable ReplyTo replyTo) {
    Event event =
        Event.builder()
            .id(EventIds.fresh(1, random))
            .world("shop-world")
            .componentId("a")
            .timestampMs(1L)
            .observedMs(1L)
            .build();
    return new IntakeLog.Entry(event.world(), EventCodec.encode(event), replyTo);
  }
}
