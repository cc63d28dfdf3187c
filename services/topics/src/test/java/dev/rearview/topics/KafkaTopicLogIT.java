package dev.rearview.topics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.rearview.broker.EmbeddedBroker;
import dev.rearview.integrity.Damage;
import dev.rearview.integrity.HashChain;
import dev.rearview.integrity.Verification;
import dev.rearview.integrity.export.KeptNotes;
import dev.rearview.integrity.note.Checkpoint;
import dev.rearview.integrity.note.NoteSigner;
import dev.rearview.integrity.note.PruneRecord;
import dev.rearview.integrity.note.SignedNote;
import dev.rearview.integrity.tree.CompactRange;
import dev.rearview.integrity.tree.TreeHasher;
import dev.rearview.model.Event;
import dev.rearview.model.EventIds;
import dev.rearview.proto.CheckpointKeys;
import dev.rearview.proto.EventCodec;
import dev.rearview.proto.EventKeys;
import dev.rearview.proto.Topic;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs on a real broker, spread over its partitions; each test has worlds of its own. */
class KafkaTopicLogIT {
  private static final int ENTRIES = 400;

  @TempDir static Path folder;
  private static EmbeddedBroker broker;

  private final Random random = new Random(12);

  @BeforeAll
  static void start() {
    broker = EmbeddedBroker.start(folder.resolve("kafka"), 0);
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  void wholeLogsOfTwoWorldsAreHeldAgainstWhatWasKept() throws Exception {
    NoteSigner signer = NoteSigner.generate("rearview", new SecureRandom());
    List<Event> one = chained("whole-one");
    send(one);
    send(chained("whole-two"));
    KeptNotes kept = new KeptNotes(List.of(signer.verifier()));
    byte[] root = tree(one, 300).root(new TreeHasher());
    kept.keep(
        SignedNote.sign(
            new Checkpoint("rearview/whole-one", 300, root, 1).text(), List.of(signer)));

    List<Verification> found = verify(kept, "whole-");

    assertThat(found).extracting(Verification::world).containsExactly("whole-one", "whole-two");
    assertThat(found).allMatch(Verification::valid).allMatch(v -> v.checked() == ENTRIES);
    assertThat(found).extracting(Verification::held).containsExactly(300L, 0L);
  }

  @Test
  void damageIsFoundWhereItIs() throws Exception {
    List<Event> edited = chained("damaged-edit");
    edited.set(99, edited.get(99).toBuilder().message("edited").build());
    send(edited);
    List<Event> cut = chained("damaged-hole");
    cut.remove(249);
    send(cut);

    List<Verification> found = verify(new KeptNotes(List.of()), "damaged-");

    assertThat(found)
        .flatExtracting(Verification::damage)
        .extracting(Damage::seq, Damage::kind)
        .containsExactly(tuple(100L, Damage.Kind.EDIT), tuple(250L, Damage.Kind.DELETION));
  }

  @Test
  void aLogThatWasPrunedIsWholeForWhoTrustsTheRecord() throws Exception {
    NoteSigner signer = NoteSigner.generate("rearview", new SecureRandom());
    List<Event> log = chained("pruned");
    send(log.subList(150, ENTRIES));
    byte[] chain = HexFormat.of().parseHex(String.valueOf(log.get(149).hash()));
    PruneRecord record = new PruneRecord("rearview/pruned", chain, tree(log, 150), 1);
    String note = SignedNote.sign(record.text(), List.of(signer)).format();
    try (KafkaProducer<String, byte[]> producer = producer()) {
      producer.send(
          new ProducerRecord<>(
              Topic.CHECKPOINTS.topicName(), CheckpointKeys.prune("pruned"), note.getBytes(UTF_8)));
      producer.send(
          new ProducerRecord<>(
              Topic.CHECKPOINTS.topicName(),
              CheckpointKeys.publicKey("rearview", signer.verifier().number()),
              signer.verifier().vkey().getBytes(UTF_8)));
    }

    KeptNotes trusting = new KeptNotes(List.of(signer.verifier()));
    assertThat(verify(trusting, "pruned")).singleElement().matches(Verification::valid);
    NoteSigner stranger = NoteSigner.generate("rearview", new SecureRandom());
    assertThat(verify(new KeptNotes(List.of(stranger.verifier())), "pruned"))
        .flatExtracting(Verification::damage)
        .first()
        .extracting(Damage::seq, Damage::kind)
        .containsExactly(1L, Damage.Kind.DELETION);
  }

  @Test
  void signedCheckpointsInTheTopicGiveARewrittenAndACutLogAway() throws Exception {
    NoteSigner signer = NoteSigner.generate("rearview", new SecureRandom());
    NoteSigner forger = NoteSigner.generate("rearview", new SecureRandom());
    List<Event> log = chained("signed-rewritten");
    send(chained("signed-rewritten"));
    List<Event> other = chained("signed-cut");
    send(other.subList(0, 390));
    for (int size : new int[] {200, 300}) {
      note("signed-rewritten", tree(log, size), signer);
      note("signed-rewritten", tree(log, size), forger);
    }
    note("signed-cut", tree(other, ENTRIES), signer);

    KeptNotes trusting = new KeptNotes(List.of(signer.verifier()));
    assertThat(verify(trusting, "signed-"))
        .flatExtracting(Verification::damage)
        .extracting(Damage::seq, Damage::kind)
        .containsExactly(tuple(391L, Damage.Kind.TRUNCATION), tuple(1L, Damage.Kind.FORK));
    assertThat(trusting.newest("signed-cut")).isZero();
    assertThat(verify(new KeptNotes(List.of()), "signed-")).allMatch(Verification::valid);
  }

  private static void note(String world, CompactRange tree, NoteSigner signer) {
    Checkpoint checkpoint =
        new Checkpoint("rearview/" + world, tree.size(), tree.root(new TreeHasher()), 1);
    byte[] note = SignedNote.sign(checkpoint.text(), List.of(signer)).format().getBytes(UTF_8);
    try (KafkaProducer<String, byte[]> producer = producer()) {
      producer.send(new ProducerRecord<>(Topic.CHECKPOINTS.topicName(), world, note));
    }
  }

  private static List<Verification> verify(KeptNotes kept, String worlds) throws IOException {
    return new KafkaTopicLog()
        .verify(broker.bootstrapServers(), kept, world -> world.startsWith(worlds));
  }

  private List<Event> chained(String world) {
    List<Event> log = new ArrayList<>();
    String head = HashChain.GENESIS;
    for (int seq = 1; seq <= ENTRIES; seq++) {
      Event event =
          Event.builder()
              .id(EventIds.fresh(1_705_333_643_000L, random))
              .world(world)
              .componentId("shop/service-" + random.nextInt(30))
              .timestampMs(1_705_333_643_000L + seq)
              .observedMs(1_705_333_643_000L + seq)
              .message("entry " + seq)
              .build();
      Event entry = HashChain.append(event, seq, head);
      log.add(entry);
      head = String.valueOf(entry.hash());
    }
    return log;
  }

  private static CompactRange tree(List<Event> log, int size) {
    TreeHasher hasher = new TreeHasher();
    CompactRange tree = CompactRange.EMPTY;
    for (Event entry : log.subList(0, size)) {
      tree = tree.append(HashChain.leaf(entry), hasher);
    }
    return tree;
  }

  private static void send(List<Event> log) {
    try (KafkaProducer<String, byte[]> producer = producer()) {
      for (Event event : log) {
        producer.send(
            new ProducerRecord<>(
                Topic.EVENTS.topicName(),
                EventKeys.component(event.world(), event.componentId()),
                EventCodec.encode(event)));
      }
    }
  }

  private static KafkaProducer<String, byte[]> producer() {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", broker.bootstrapServers()),
        new StringSerializer(),
        new ByteArraySerializer());
  }
}
