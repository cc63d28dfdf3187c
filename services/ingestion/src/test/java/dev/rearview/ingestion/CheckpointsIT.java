package dev.rearview.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rearview.broker.EmbeddedBroker;
import dev.rearview.ingestion.checkpoint.Keeper;
import dev.rearview.ingestion.sequence.Window;
import dev.rearview.ingestion.topology.SequencerMeter;
import dev.rearview.ingestion.topology.SequencerRuntime;
import dev.rearview.ingestion.topology.SequencerTopology;
import dev.rearview.integrity.HashChain;
import dev.rearview.integrity.note.Checkpoint;
import dev.rearview.integrity.note.NoteSigner;
import dev.rearview.integrity.note.SignedNote;
import dev.rearview.integrity.note.SignedNote.Trust;
import dev.rearview.integrity.tree.CompactRange;
import dev.rearview.integrity.tree.TreeHasher;
import dev.rearview.model.Event;
import dev.rearview.model.EventIds;
import dev.rearview.proto.EventCodec;
import dev.rearview.proto.Topic;
import dev.rearview.streams.StreamsSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checkpoints on a real broker, from one start to the next. */
class CheckpointsIT {
  private static final List<String> WORLDS = List.of("one", "two", "three");

  @TempDir Path folder;

  private final Random random = new Random(5);

  @Test
  void afterACleanStopTheNewestCheckpointCoversEveryEntry() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"), 0)) {
      NoteSigner signer = NoteSigner.generate("rearview", new SecureRandom());
      Keeper keeper = new Keeper("rearview", List.of(signer), Duration.ofHours(1));
      for (int start = 1; start <= 2; start++) {
        int before = all(broker, Topic.EVENTS).size();
        send(broker, 600);
        SequencerRuntime sequencer = sequencer(broker, keeper);
        sequencer.start();
        TopicReader.until(
            broker.bootstrapServers(),
            Topic.EVENTS.topicName(),
            value -> {},
            () -> all(broker, Topic.EVENTS).size() > before + 20);
        sequencer.stop();
        assertCovered(broker, signer);
      }
    }
  }

  private void assertCovered(EmbeddedBroker broker, NoteSigner signer) throws Exception {
    awaitVisible(broker, Topic.EVENTS);
    awaitVisible(broker, Topic.CHECKPOINTS);
    Map<String, Checkpoint> newest = new TreeMap<>();
    for (byte[] value : all(broker, Topic.CHECKPOINTS)) {
      String text = new String(value, StandardCharsets.UTF_8);
      if (text.equals(signer.verifier().vkey())) {
        continue;
      }
      SignedNote note = SignedNote.parse(text);
      assertThat(note.trust(List.of(signer.verifier()))).isEqualTo(Trust.SIGNED);
      Checkpoint checkpoint = Checkpoint.parse(note.text());
      newest.merge(checkpoint.world(), checkpoint, (a, b) -> a.size() > b.size() ? a : b);
    }
    Map<String, List<Event>> logs = new TreeMap<>();
    for (byte[] value : all(broker, Topic.EVENTS)) {
      Event event = EventCodec.decode(value);
      logs.computeIfAbsent(event.world(), w -> new ArrayList<>()).add(event);
    }
    assertThat(newest.keySet()).isEqualTo(logs.keySet()).isNotEmpty();
    logs.forEach((world, log) -> {
      log.sort(Comparator.comparingLong(Event::globalSeq));
      CompactRange tree = CompactRange.EMPTY;
      TreeHasher hasher = new TreeHasher();
      for (Event event : log) {
        tree = tree.append(HashChain.leaf(event), hasher);
      }
      assertThat(newest.get(world).size()).isEqualTo(log.getLast().globalSeq());
      assertThat(newest.get(world).root()).isEqualTo(tree.root(hasher));
    });
  }

  /** A transaction that was committed becomes visible on one partition after the other. */
  private static void awaitVisible(EmbeddedBroker broker, Topic topic) throws Exception {
    for (int i = 0;
        !ends(broker, topic, "read_committed").equals(ends(broker, topic, "read_uncommitted"));
        i++) {
      assertThat(i).as("a transaction on %s stays open", topic).isLessThan(200);
      Thread.sleep(50);
    }
  }

  private static Map<TopicPartition, Long> ends(
      EmbeddedBroker broker, Topic topic, String isolation) {
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers(), "isolation.level", isolation),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      return consumer.endOffsets(
          consumer.partitionsFor(topic.topicName()).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList());
    }
  }

  private static List<byte[]> all(EmbeddedBroker broker, Topic topic) {
    return TopicReader.all(broker.bootstrapServers(), topic.topicName());
  }

  private void send(EmbeddedBroker broker, int count) {
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      for (int i = 0; i < count; i++) {
        Event event =
            Event.builder()
                .id(EventIds.fresh(1_705_333_643_000L, random))
                .world(WORLDS.get(i % WORLDS.size()))
                .componentId("shop/cart")
                .timestampMs(1_705_333_643_000L)
                .observedMs(1_705_333_643_000L)
                .build();
        producer.send(
            new ProducerRecord<>(
                Topic.INTAKE.topicName(), event.world(), EventCodec.encode(event)));
      }
    }
  }

  private SequencerRuntime sequencer(EmbeddedBroker broker, Keeper keeper) {
    StreamsSettings settings =
        StreamsSettings.of(
            SequencerTopology.APPLICATION_ID,
            broker.bootstrapServers(),
            folder.resolve("state"),
            "localhost:1");
    return new SequencerRuntime(
        settings, Window.DEFAULT, new SilentMeter(), keeper, () -> Instant.ofEpochMilli(7));
  }

  private static final class SilentMeter implements SequencerMeter {
    @Override
    public void appended() {}

    @Override
    public void repeated() {}

    @Override
    public void deadLetter(String code) {}

    @Override
    public void window(String world, long ids) {}
  }
}
