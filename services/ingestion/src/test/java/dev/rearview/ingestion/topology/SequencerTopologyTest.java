package dev.rearview.ingestion.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rearview.ingestion.checkpoint.Keeper;
import dev.rearview.ingestion.outcome.Outcome;
import dev.rearview.ingestion.outcome.Outcome.Status;
import dev.rearview.ingestion.outcome.ReplyTo;
import dev.rearview.ingestion.sequence.Window;
import dev.rearview.integrity.ChainVerifier;
import dev.rearview.integrity.Expectation;
import dev.rearview.integrity.HashChain;
import dev.rearview.integrity.note.Checkpoint;
import dev.rearview.integrity.note.NoteException;
import dev.rearview.integrity.note.NoteSigner;
import dev.rearview.integrity.note.PruneRecord;
import dev.rearview.integrity.note.SignedNote;
import dev.rearview.integrity.tree.CompactRange;
import dev.rearview.integrity.tree.LeafRun;
import dev.rearview.integrity.tree.TreeHasher;
import dev.rearview.model.Event;
import dev.rearview.model.EventIds;
import dev.rearview.model.TimeSource;
import dev.rearview.proto.CheckpointKeys;
import dev.rearview.proto.EventCodec;
import dev.rearview.proto.EventKeys;
import dev.rearview.proto.IntakeHeaders;
import dev.rearview.proto.Topic;
import dev.rearview.streams.StreamsSettings;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SequencerTopologyTest {
  private static final long DAY_MS = Duration.ofHours(24).toMillis();
  private static final long NOW_MS = 1_705_333_643_000L;

  private static final NoteSigner SIGNER = signer();
  private static final Keeper KEEPER =
      new Keeper("rearview", List.of(SIGNER), Duration.ofSeconds(1));

  @TempDir private Path stateDir;

  private final Random random = new Random(3);
  private TopologyTestDriver driver;
  private TestInputTopic<String, byte[]> intake;
  private TestOutputTopic<String, byte[]> events;
  private TestOutputTopic<String, byte[]> deadLetters;
  private TestOutputTopic<String, byte[]> outcomes;
  private TestOutputTopic<String, byte[]> leaves;
  private TestOutputTopic<String, byte[]> checkpoints;
  private Stopping stopping = new Stopping();

  @BeforeEach
  void start() {
    start(Window.DEFAULT);
  }

  private void start(Window window) {
    driver =
        new TopologyTestDriver(
            SequencerTopology.build(
                window, new SilentMeter(), KEEPER, () -> Instant.ofEpochMilli(NOW_MS), stopping),
            StreamsSettings.of("test", "localhost:1", stateDir, "localhost:1").toProperties());
    intake =
        driver.createInputTopic(
            Topic.INTAKE.topicName(), new StringSerializer(), new ByteArraySerializer());
    events = output(Topic.EVENTS);
    deadLetters = output(Topic.DEAD_LETTERS);
    outcomes = output(Topic.OUTCOMES);
    leaves = output(Topic.LEAVES);
    checkpoints = output(Topic.CHECKPOINTS);
  }

  private TestOutputTopic<String, byte[]> output(Topic topic) {
    return driver.createOutputTopic(
        topic.topicName(), new StringDeserializer(), new ByteArrayDeserializer());
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  @Test
  void eachWorldHasItsOwnDenseNumbersAndChain() {
    for (int i = 0; i < 50; i++) {
      send(event("one", "shop/cart").build());
      send(event("two", "shop/db").build());
    }

    List<Event> written = written();
    for (String world : List.of("one", "two")) {
      List<Event> log = written.stream().filter(e -> e.world().equals(world)).toList();
      ChainVerifier verifier = new ChainVerifier(world, Expectation.reaching(50, null));
      log.forEach(verifier::accept);
      assertThat(verifier.finish().damage()).isEmpty();
      assertThat(log.getLast().globalSeq()).isEqualTo(50);
    }
  }

  @Test
  void anEntryIsTheEventOfTheIntakeWithNumberAndHashes() {
    Event sent =
        event("one", "shop/cart")
            .attribute("a", "\u00e9")
            .metric("m", 1.5)
            .globalSeq(77)
            .hash("ab".repeat(32))
            .build();
    send(sent);

    assertThat(written()).containsExactly(HashChain.append(sent, 1, HashChain.GENESIS));
  }

  @Test
  void recordsAreKeyedByWorldAndComponent() {
    send(event("one", "shop/cart").build());

    assertThat(events.readKeyValue().key).isEqualTo(EventKeys.component("one", "shop/cart"));
  }

  @Test
  void aThousandReqIdsSentThreeTimesAreAThousandEntries() {
    List<String> sendings = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      sendings.addAll(Collections.nCopies(3, "r" + i));
    }
    Collections.shuffle(sendings, random);
    long later = NOW_MS;
    for (String reqId : sendings) {
      send(requested(reqId, "m", later++).build());
    }

    List<Event> written = written();
    Set<String> reqIds = new HashSet<>();
    written.forEach(e -> reqIds.add(e.reqId()));
    assertThat(written).hasSize(1000);
    assertThat(reqIds).hasSize(1000);
    assertThat(deadLetters.isEmpty()).isTrue();
  }

  @Test
  void theSameReqIdWithAnotherBodyIsADeadLetter() throws Exception {
    send(requested("r1", "first", NOW_MS).build());
    send(requested("r1", "second", NOW_MS + 5).build());

    assertThat(written()).extracting(Event::message).containsExactly("first");
    KeyValue<String, byte[]> letter = deadLetters.readKeyValue();
    JsonNode json = new ObjectMapper().readTree(letter.value);
    assertThat(letter.key).isEqualTo("node-1");
    assertThat(json.path("code").asText()).isEqualTo("req_id_conflict");
    assertThat(json.path("reason").asText()).contains("r1", "entry 1");
    assertThat(json.path("event").path("message").asText()).isEqualTo("second");
    assertThat(json.path("source").asText()).isEqualTo("node-1");
  }

  @Test
  void theSameIdWithAnotherBodyIsADeadLetter() throws Exception {
    Event first = event("one", "shop/cart").message("first").build();
    send(first);
    send(first.toBuilder().message("second").build());
    send(first);

    assertThat(written()).hasSize(1);
    assertThat(new ObjectMapper().readTree(deadLetters.readValue()).path("code").asText())
        .isEqualTo("id_conflict");
    assertThat(deadLetters.isEmpty()).isTrue();
  }

  @Test
  void aReqIdBesideAnotherIdIsStillKnown() {
    Event first = event("one", "shop/cart").reqId("r1").build();
    send(first);
    send(first.toBuilder().id(EventIds.fresh(NOW_MS, random)).build());

    assertThat(written()).hasSize(1);
    assertThat(deadLetters.isEmpty()).isFalse();
  }

  @Test
  void aRepeatIsKnownWhateverTheIngestionAddedByItsClock() {
    Event observed = requested("r1", "m", NOW_MS).timeSource(TimeSource.OBSERVED).build();
    send(observed);
    send(observed.toBuilder().timestampMs(NOW_MS + 9).observedMs(NOW_MS + 9).build());
    Event ahead =
        requested("r2", "m", NOW_MS)
            .timeSource(TimeSource.CLOCK_AHEAD)
            .reportedMs(NOW_MS + 7_200_000)
            .build();
    send(ahead);
    send(
        ahead.toBuilder()
            .timeSource(TimeSource.REPORTED)
            .timestampMs(NOW_MS + 7_200_000)
            .reportedMs(null)
            .observedMs(NOW_MS + 7_200_000)
            .build());

    assertThat(written()).hasSize(2);
    assertThat(deadLetters.isEmpty()).isTrue();
  }

  @Test
  void anIdIsForgottenAfterTwentyFourHoursOfObservation() {
    send(requested("r1", "m", NOW_MS).build());
    send(requested("r1", "m", NOW_MS + DAY_MS - 60_000).build());
    assertThat(written()).hasSize(1);

    send(requested("r1", "m", NOW_MS + DAY_MS + 60_000).build());
    send(requested("r1", "m", NOW_MS + DAY_MS + 60_001).build());
    assertThat(written()).extracting(Event::globalSeq).containsExactly(2L);
  }

  @Test
  void theWindowHoldsSoManyIds() {
    driver.close();
    start(new Window(Duration.ofHours(24), 100));
    for (int i = 0; i < 150; i++) {
      send(requested("r" + i, "m", NOW_MS).build());
    }
    assertThat(written()).hasSize(150);

    send(requested("r149", "m", NOW_MS).build());
    send(requested("r50", "m", NOW_MS).build());
    assertThat(written()).isEmpty();
    send(requested("r49", "m", NOW_MS).build());
    assertThat(written()).hasSize(1);
    assertThat(entries(SequencerTopology.ADMISSIONS)).isEqualTo(100);
    assertThat(entries(SequencerTopology.PLACES)).isBetween(2L, 3L);
  }

  @Test
  void expiredIdsLeaveTheStores() {
    for (int i = 0; i < 50; i++) {
      send(requested("r" + i, "m", NOW_MS).build());
    }
    for (int i = 0; i < 10; i++) {
      send(requested("s" + i, "m", NOW_MS + DAY_MS + i).build());
    }

    assertThat(entries(SequencerTopology.ADMISSIONS)).isEqualTo(10);
    assertThat(entries(SequencerTopology.PLACES)).isEqualTo(1);
  }

  @Test
  void whoWaitsIsToldAndNobodyElse() {
    sendWaiting(requested("r1", "m", NOW_MS).build(), 1);
    sendWaiting(requested("r1", "m", NOW_MS).build(), 2);
    sendWaiting(requested("r1", "other", NOW_MS).build(), 3);
    send(requested("r2", "m", NOW_MS).build());

    List<KeyValue<String, byte[]>> told = outcomes.readKeyValuesToList();
    assertThat(told).allMatch(t -> t.key.equals("me"));
    assertThat(told.stream().map(t -> Outcome.decode(t.value)))
        .extracting(Outcome::ticket, Outcome::status, Outcome::globalSeq)
        .containsExactly(
            tuple(1L, Status.APPENDED, 1L),
            tuple(2L, Status.REPEATED, 1L),
            tuple(3L, Status.CONFLICT, 1L));
  }

  @Test
  void whatIsNoEventOrHasAnotherWorldsKeyIsADeadLetter() throws Exception {
    intake.pipeInput("one", "garbage".getBytes(UTF_8));
    intake.pipeInput("two", EventCodec.encode(event("one", "shop/cart").build()));
    send(event("one", "shop/cart").build());

    assertThat(deadLetters.readValuesToList())
        .extracting(value -> new ObjectMapper().readTree(value).path("code").asText())
        .containsExactly("unreadable", "wrong_key");
    assertThat(written()).extracting(Event::globalSeq).containsExactly(1L);
  }

  @Test
  void theLeavesOfEachWorldAreThoseOfItsEntries() {
    for (int i = 0; i < 20; i++) {
      send(event("one", "shop/cart").build());
      send(event("two", "shop/db").build());
    }

    assertThat(leaves.isEmpty()).isTrue();
    driver.advanceWallClockTime(Duration.ofMillis(100));

    List<Event> written = written();
    List<KeyValue<String, byte[]>> runs = leaves.readKeyValuesToList();
    assertThat(runs).hasSize(2);
    for (String world : List.of("one", "two")) {
      List<byte[]> hashes = new ArrayList<>();
      for (KeyValue<String, byte[]> run : runs) {
        if (run.key.equals(world)) {
          LeafRun read = LeafRun.decode(run.value);
          assertThat(read.firstSeq()).isEqualTo(hashes.size() + 1);
          hashes.addAll(read.hashes());
        }
      }
      List<Event> log = written.stream().filter(e -> e.world().equals(world)).toList();
      assertThat(hashes).hasSize(20);
      for (int i = 0; i < 20; i++) {
        assertThat(hashes.get(i)).isEqualTo(HashChain.leaf(log.get(i)));
      }
    }
  }

  @Test
  void aFullRunOfLeavesIsWrittenAtOnce() {
    for (int i = 0; i <= LeafWriter.LONGEST_RUN; i++) {
      send(event("one", "shop/cart").build());
    }

    LeafRun run = LeafRun.decode(leaves.readValue());
    assertThat(run.firstSeq()).isEqualTo(1);
    assertThat(run.hashes()).hasSize(LeafWriter.LONGEST_RUN);
    assertThat(leaves.isEmpty()).isTrue();
    assertThat(entries(SequencerTopology.WAITING_LEAVES)).isEqualTo(1);

    driver.advanceWallClockTime(Duration.ofMillis(100));
    assertThat(LeafRun.decode(leaves.readValue()).firstSeq()).isEqualTo(LeafWriter.LONGEST_RUN + 1);
    assertThat(entries(SequencerTopology.WAITING_LEAVES)).isZero();
  }

  @Test
  void eachSecondAWorldThatChangedGetsACheckpoint() throws Exception {
    driver.advanceWallClockTime(Duration.ofSeconds(1));
    assertThat(
            checkpoints.readKeyValuesToList().stream()
                .map(r -> KeyValue.pair(r.key, new String(r.value, UTF_8))))
        .singleElement()
        .isEqualTo(
            KeyValue.pair(
                CheckpointKeys.publicKey("rearview", SIGNER.verifier().number()),
                SIGNER.verifier().vkey()));
    for (int i = 0; i < 5; i++) {
      send(event("one", "shop/cart").build());
    }
    send(event("two", "shop/db").build());
    driver.advanceWallClockTime(Duration.ofMillis(900));
    assertThat(checkpoints.isEmpty()).isTrue();
    driver.advanceWallClockTime(Duration.ofMillis(200));

    List<TestRecord<String, byte[]>> first = checkpoints.readRecordsToList();
    assertThat(first).extracting(TestRecord::key).containsExactlyInAnyOrder("one", "two");
    CompactRange tree = CompactRange.EMPTY;
    for (Event entry : written()) {
      if (entry.world().equals("one")) {
        tree = tree.append(HashChain.leaf(entry), new TreeHasher());
      }
    }
    TestRecord<String, byte[]> one =
        first.stream().filter(r -> r.key().equals("one")).findFirst().orElseThrow();
    SignedNote note = SignedNote.parse(new String(one.value(), UTF_8));
    assertThat(note.trust(List.of(SIGNER.verifier()))).isEqualTo(SignedNote.Trust.SIGNED);
    assertThat(Checkpoint.parse(note.text()))
        .isEqualTo(new Checkpoint("rearview/one", 5, tree.root(new TreeHasher()), NOW_MS));

    driver.advanceWallClockTime(Duration.ofSeconds(5));
    assertThat(checkpoints.isEmpty()).isTrue();
    send(event("two", "shop/db").build());
    driver.advanceWallClockTime(Duration.ofSeconds(1));
    assertThat(checkpointed()).containsExactly("rearview/two 2");
  }

  @Test
  void whatIsWrittenWhileTheProcessStopsIsSignedAtOnce() throws Exception {
    send(event("one", "shop/cart").build());
    stopping.ask(Duration.ZERO);
    driver.advanceWallClockTime(Duration.ofMillis(100));
    assertThat(checkpointed()).containsExactly("rearview/one 1");

    send(event("one", "shop/cart").build());
    send(event("two", "shop/cart").build());
    assertThat(checkpointed()).containsExactly("rearview/one 2", "rearview/two 1");
  }

  @Test
  void pruneRecordsAreSignedWhereTheyFitTheLog() throws Exception {
    CompactRange tree = CompactRange.EMPTY;
    for (int i = 0; i < 5; i++) {
      send(event("one", "shop/cart").build());
    }
    byte[] chain = new byte[32];
    for (Event entry : written().subList(0, 4)) {
      tree = tree.append(HashChain.leaf(entry), new TreeHasher());
      chain = HexFormat.of().parseHex(String.valueOf(entry.hash()));
    }
    PruneRecord record = new PruneRecord("rearview/one", chain, tree, 9);
    prune("one", record.text());
    prune("two", record.text());
    prune("one", "nonsense");
    CompactRange other = tree.append(new byte[32], new TreeHasher());
    prune("one", new PruneRecord("rearview/one", chain, other, 9).text());
    other = other.append(new byte[32], new TreeHasher());
    prune("one", new PruneRecord("rearview/one", chain, other, 9).text());

    KeyValue<String, byte[]> signed = checkpoints.readKeyValue();
    SignedNote note = SignedNote.parse(new String(signed.value, UTF_8));
    assertThat(signed.key).isEqualTo(CheckpointKeys.prune("one"));
    assertThat(note.trust(List.of(SIGNER.verifier()))).isEqualTo(SignedNote.Trust.SIGNED);
    assertThat(PruneRecord.parse(note.text())).isEqualTo(record);
    assertThat(checkpoints.isEmpty()).isTrue();
    assertThat(deadLetters.readValuesToList())
        .extracting(value -> new ObjectMapper().readTree(value).path("reason").asText())
        .satisfiesExactly(
            reason -> assertThat(reason).contains("for the log 'rearview/two'"),
            reason -> assertThat(reason).contains("begins with"),
            reason -> assertThat(reason).contains("the tree is not that of the log"),
            reason -> assertThat(reason).contains("has 5 entries, so that 6"));
  }

  private void prune(String world, String text) {
    RecordHeaders headers = new RecordHeaders();
    headers.add(IntakeHeaders.PRUNE, new byte[0]);
    intake.pipeInput(new TestRecord<>(world, text.getBytes(UTF_8), headers));
  }

  private List<String> checkpointed() throws NoteException {
    List<String> texts = new ArrayList<>();
    for (KeyValue<String, byte[]> record : checkpoints.readKeyValuesToList()) {
      if (CheckpointKeys.isNote(record.key)) {
        SignedNote note = SignedNote.parse(new String(record.value, UTF_8));
        Checkpoint read = Checkpoint.parse(note.text());
        texts.add(read.origin() + " " + read.size());
      }
    }
    return texts;
  }

  private static NoteSigner signer() {
    try {
      return NoteSigner.generate("rearview", new SecureRandom());
    } catch (NoteException e) {
      throw new IllegalStateException(e);
    }
  }

  private long entries(String store) {
    long count = 0;
    try (var all = driver.<byte[], byte[]>getKeyValueStore(store).all()) {
      while (all.hasNext()) {
        all.next();
        count++;
      }
    }
    return count;
  }

  private void send(Event event) {
    intake.pipeInput(event.world(), EventCodec.encode(event));
  }

  private void sendWaiting(Event event, long ticket) {
    RecordHeaders headers = new RecordHeaders();
    headers.add(ReplyTo.HEADER, new ReplyTo("me", ticket).encode());
    intake.pipeInput(new TestRecord<>(event.world(), EventCodec.encode(event), headers));
  }

  private List<Event> written() {
    return events.readValuesToList().stream().map(EventCodec::decode).toList();
  }

  private Event.Builder requested(String reqId, String message, long observedMs) {
    return event("one", "shop/cart")
        .id(EventIds.ofRequest("one", "node-1", reqId))
        .reqId(reqId)
        .sourceId("node-1")
        .message(message)
        .observedMs(observedMs);
  }

  private Event.Builder event(String world, String component) {
    return Event.builder()
        .id(EventIds.fresh(NOW_MS, random))
        .world(world)
        .componentId(component)
        .timestampMs(NOW_MS)
        .observedMs(NOW_MS);
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
