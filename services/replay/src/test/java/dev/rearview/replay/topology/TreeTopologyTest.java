package dev.rearview.replay.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rearview.integrity.note.Checkpoint;
import dev.rearview.integrity.note.NoteException;
import dev.rearview.integrity.note.NoteSigner;
import dev.rearview.integrity.note.PruneRecord;
import dev.rearview.integrity.note.SignedNote;
import dev.rearview.integrity.tree.CompactRange;
import dev.rearview.integrity.tree.LeafRun;
import dev.rearview.integrity.tree.ProofVerifier;
import dev.rearview.integrity.tree.TreeHasher;
import dev.rearview.proto.CheckpointKeys;
import dev.rearview.proto.Topic;
import dev.rearview.replay.RefusedException;
import dev.rearview.replay.log.OrderedBytes;
import dev.rearview.replay.proof.LogProofs;
import dev.rearview.replay.proof.TreeHoldings;
import dev.rearview.streams.StreamsSettings;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeTopologyTest {
  private static final int LEAVES = 700;

  @TempDir Path folder;

  private final Random random = new Random(8);
  private final TreeHasher hasher = new TreeHasher();
  private final List<byte[]> leaves = new ArrayList<>();
  private TopologyTestDriver driver;
  private TestInputTopic<String, byte[]> runs;
  private TestInputTopic<String, byte[]> notes;
  private LogProofs proofs;

  @BeforeEach
  void start() {
    Topology topology = new Topology();
    TreeTopology.addTo(topology);
    driver =
        new TopologyTestDriver(
            topology, StreamsSettings.of("test", "none:1", folder, "localhost:1").toProperties());
    runs = input(Topic.LEAVES);
    notes = input(Topic.CHECKPOINTS);
    proofs =
        new LogProofs(
            new TreeHoldings() {
              @Override
              public OrderedBytes tree(String world) {
                return store(TreeTopology.TREE_STORE);
              }

              @Override
              public OrderedBytes notes() {
                return store(TreeTopology.NOTES_STORE);
              }
            });
  }

  private TestInputTopic<String, byte[]> input(Topic topic) {
    return driver.createInputTopic(
        topic.topicName(), new StringSerializer(), new ByteArraySerializer());
  }

  private OrderedBytes store(String name) {
    return new KeyValueBytes(driver.<Bytes, byte[]>getKeyValueStore(name));
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  /** In runs of one to five leaves; another world's come between. */
  private void pipe() {
    while (leaves.size() < LEAVES) {
      List<byte[]> run = new ArrayList<>();
      for (int i = Math.min(random.nextInt(5), LEAVES - leaves.size() - 1); i >= 0; i--) {
        byte[] leaf = new byte[32];
        random.nextBytes(leaf);
        run.add(leaf);
      }
      byte[] value = new LeafRun(leaves.size() + 1, run).encode();
      runs.pipeInput("default", value);
      runs.pipeInput("default0", new LeafRun(leaves.size() + 1, run.reversed()).encode());
      if (random.nextInt(10) == 0) {
        runs.pipeInput("default", value);
      }
      leaves.addAll(run);
    }
  }

  private byte[] root(long size) {
    CompactRange tree = CompactRange.EMPTY;
    for (byte[] leaf : leaves.subList(0, (int) size)) {
      tree = tree.append(leaf, hasher);
    }
    return tree.root(hasher);
  }

  @Test
  void everyEntryIsProven() {
    pipe();
    for (int round = 0; round < 300; round++) {
      int size = 1 + random.nextInt(LEAVES);
      int seq = 1 + random.nextInt(size);
      LogProofs.Inclusion proof = proofs.inclusion("default", seq, size);
      assertThat(proof.root()).isEqualTo(root(size));
      assertThat(
              ProofVerifier.includes(
                  leaves.get(seq - 1), seq - 1, size, proof.hashes(), root(size)))
          .isTrue();
      LogProofs.Consistency grown = proofs.consistency("default", seq, size);
      assertThat(ProofVerifier.isConsistent(seq, root(seq), size, root(size), grown.hashes()))
          .isTrue();
    }
    assertThat(proofs.inclusion("default0", 1, 700).root()).isNotEqualTo(root(700));
  }

  @Test
  void whatCannotBeProvenIsRefused() {
    pipe();
    assertRefused("bad_seq", () -> proofs.inclusion("default", 0, 10));
    assertRefused("bad_seq", () -> proofs.inclusion("default", 11, 10));
    assertRefused("bad_size", () -> proofs.inclusion("default", 1, LEAVES + 1));
    assertRefused("bad_size", () -> proofs.consistency("default", 11, 10));
    assertRefused("no_checkpoint", () -> proofs.inclusion("default", 1, 0));
    assertRefused("no_checkpoint", () -> proofs.checkpoint("default"));
    assertRefused("not_pruned", () -> proofs.pruned("default"));
    assertRefused("bad_size", () -> proofs.inclusion("nobody", 1, 1));
    assertThat(proofs.keys()).isEmpty();
  }

  private static void assertRefused(String code, Runnable question) {
    assertThatThrownBy(question::run)
        .isInstanceOfSatisfying(RefusedException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void theNewestCheckpointAndAllKeysAreKnown() throws NoteException {
    pipe();
    NoteSigner signer = NoteSigner.generate("rearview", new SecureRandom());
    String vkey = signer.verifier().vkey();
    notes.pipeInput(
        CheckpointKeys.publicKey("rearview", signer.verifier().number()), vkey.getBytes(UTF_8));
    for (int size : new int[] {300, 650}) {
      Checkpoint checkpoint = new Checkpoint("rearview/default", size, root(size), 7);
      SignedNote note = SignedNote.sign(checkpoint.text(), List.of(signer));
      notes.pipeInput(CheckpointKeys.checkpoint("default"), note.format().getBytes(UTF_8));
    }
    notes.pipeInput(CheckpointKeys.prune("default"), "pruned".getBytes(UTF_8));

    assertThat(proofs.keys()).containsExactly(vkey);
    assertThat(proofs.checkpoint("default")).startsWith("rearview/default\n650\n");
    assertThat(proofs.pruned("default")).isEqualTo("pruned");
    assertThat(proofs.inclusion("default", 5, 0).size()).isEqualTo(650);
    assertThat(proofs.consistency("default", 300, 0).to()).isEqualTo(650);
    PruneRecord record = proofs.pruneRecord("default", 500, new byte[32], 9);
    assertThat(PruneRecord.parse(record.text())).isEqualTo(record);
    assertThat(record.origin()).isEqualTo("rearview/default");
    assertThat(record.tree().root(hasher)).isEqualTo(root(500));
  }
}
