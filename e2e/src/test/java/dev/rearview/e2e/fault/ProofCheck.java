package dev.rearview.e2e.fault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rearview.e2e.harness.Api;
import dev.rearview.e2e.harness.Await;
import dev.rearview.e2e.harness.LogDeployment;
import dev.rearview.e2e.harness.LogDeployment.Part;
import dev.rearview.integrity.HashChain;
import dev.rearview.integrity.note.Checkpoint;
import dev.rearview.integrity.note.NoteException;
import dev.rearview.integrity.note.SignedNote;
import dev.rearview.integrity.note.SignedNote.Trust;
import dev.rearview.integrity.note.VerifierKey;
import dev.rearview.integrity.tree.CompactRange;
import dev.rearview.integrity.tree.ProofVerifier;
import dev.rearview.integrity.tree.TreeHasher;
import dev.rearview.model.Event;
import dev.rearview.proto.Topic;
import dev.rearview.testkit.TopicReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Compares a world's checkpoints and proofs with its log. */
final class ProofCheck {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int PROVEN = 20;

  private final LogDeployment deployment;
  private final String world;
  private final List<byte[]> leaves;
  private final List<byte[]> roots = new ArrayList<>();

  ProofCheck(LogDeployment deployment, String world, List<Event> log) {
    this.deployment = deployment;
    this.world = world;
    this.leaves = log.stream().map(HashChain::leaf).toList();
    TreeHasher hasher = new TreeHasher();
    CompactRange tree = CompactRange.EMPTY;
    roots.add(tree.root(hasher));
    for (byte[] leaf : leaves) {
      tree = tree.append(leaf, hasher);
      roots.add(tree.root(hasher));
    }
  }

  /** Every checkpoint that can be read is signed, and is one of this log; the newest covers it. */
  void checkpointsAreThoseOfTheLog() throws NoteException {
    Api replay = deployment.api(Part.REPLAY);
    List<VerifierKey> keys = new ArrayList<>();
    for (JsonNode key : replay.get("/api/v1/log/keys").path("keys")) {
      keys.add(VerifierKey.parse(key.asText()));
    }
    List<ConsumerRecord<String, byte[]>> records =
        TopicReader.readUntil(
            deployment.bootstrapServers(),
            Topic.CHECKPOINTS,
            PATIENCE,
            all -> ofWorld(all).stream().anyMatch(r -> sizeOf(r) == leaves.size()));
    long before = 0;
    for (ConsumerRecord<String, byte[]> record : ofWorld(records)) {
      SignedNote note = SignedNote.parse(new String(record.value(), UTF_8));
      Checkpoint checkpoint = Checkpoint.parse(note.text());
      assertThat(note.trust(keys)).isEqualTo(Trust.SIGNED);
      assertThat(checkpoint.size()).isGreaterThan(before);
      assertThat(checkpoint.root()).isEqualTo(roots.get((int) checkpoint.size()));
      before = checkpoint.size();
    }
  }

  /** Replay proves entries and growth, whatever happened to it. */
  void replayProves() {
    Api replay = deployment.api(Part.REPLAY);
    int size = leaves.size();
    Await.until("replay has the tree", PATIENCE, () -> hasTree(replay));
    Random random = new Random(size);
    for (int i = 0; i < PROVEN; i++) {
      int seq = 1 + random.nextInt(size);
      JsonNode entry =
          replay.get("/api/v1/log/proof?world=%s&seq=%d&size=%d".formatted(world, seq, size));
      assertThat(
              ProofVerifier.includes(
                  leaves.get(seq - 1), seq - 1L, size, hashes(entry), roots.get(size)))
          .isTrue();
      JsonNode grown =
          replay.get("/api/v1/log/proof?world=%s&from=%d&to=%d".formatted(world, seq, size));
      assertThat(
              ProofVerifier.isConsistent(seq, roots.get(seq), size, roots.get(size), hashes(grown)))
          .isTrue();
    }
  }

  /** Whether replay proves the first entry for the whole log. */
  private boolean hasTree(Api replay) {
    String path = "/api/v1/log/proof?world=%s&seq=1&size=%d".formatted(world, leaves.size());
    return replay.send(replay.to(path).GET()).statusCode() == 200;
  }

  private static List<byte[]> hashes(JsonNode proof) {
    List<byte[]> hashes = new ArrayList<>();
    proof.path("hashes").forEach(hash -> hashes.add(Base64.getDecoder().decode(hash.asText())));
    return hashes;
  }

  private List<ConsumerRecord<String, byte[]>> ofWorld(List<ConsumerRecord<String, byte[]>> all) {
    return all.stream().filter(record -> record.key().equals(world)).toList();
  }

  private static long sizeOf(ConsumerRecord<String, byte[]> record) {
    try {
      return Checkpoint.parse(SignedNote.parse(new String(record.value(), UTF_8)).text()).size();
    } catch (NoteException e) {
      throw new AssertionError(e);
    }
  }
}
