package dev.rearview.replay.wiring;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.rearview.integrity.note.Checkpoint;
import dev.rearview.integrity.note.NoteSigner;
import dev.rearview.integrity.note.SignedNote;
import dev.rearview.integrity.tree.CompactRange;
import dev.rearview.integrity.tree.LeafRun;
import dev.rearview.integrity.tree.ProofVerifier;
import dev.rearview.integrity.tree.TreeHasher;
import dev.rearview.proto.CheckpointKeys;
import dev.rearview.proto.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Proofs over HTTP, from leaves and checkpoints on a real broker. */
@QuarkusTest
@QuarkusTestResource(BrokerResource.class)
class ProofIT {
  private static final String WORLD = "proven";
  private static final int LEAVES = 300;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrapServers;

  @Test
  void whoeverKeepsACheckpointCanHaveEveryEntryProven() throws Exception {
    NoteSigner signer = NoteSigner.generate("rearview", new SecureRandom());
    List<byte[]> leaves = leaves();
    Checkpoint kept = new Checkpoint("rearview/" + WORLD, LEAVES, root(leaves, LEAVES), 7);
    String note = SignedNote.sign(kept.text(), List.of(signer)).format();
    send(leaves, note, signer);
    awaitCheckpoint();

    String newest = given().queryParam("world", WORLD).get("/api/v1/log/checkpoint").asString();
    assertThat(newest).isEqualTo(note);
    given()
        .get("/api/v1/log/keys")
        .then()
        .statusCode(200)
        .body("keys", hasItem(signer.verifier().vkey()));
    JsonPath inclusion = proof(Map.of("seq", 17));
    assertThat(inclusion.getLong("size")).isEqualTo(LEAVES);
    assertThat(
            ProofVerifier.includes(
                leaves.get(16), 16, LEAVES, hashes(inclusion), root(leaves, LEAVES)))
        .isTrue();
    JsonPath grown = proof(Map.of("from", 100, "to", 299));
    assertThat(
            ProofVerifier.isConsistent(
                100, root(leaves, 100), 299, root(leaves, 299), hashes(grown)))
        .isTrue();
    assertThat(Base64.getDecoder().decode(grown.getString("to_root"))).isEqualTo(root(leaves, 299));
  }

  @Test
  void whatCannotBeProvenIsAProblemWithACode() {
    given()
        .queryParam("world", "nobody")
        .get("/api/v1/log/checkpoint")
        .then()
        .statusCode(404)
        .contentType("application/problem+json")
        .body("code", equalTo("no_checkpoint"));
    given().get("/api/v1/log/prune").then().statusCode(404).body("code", equalTo("not_pruned"));
    given().get("/api/v1/log/proof").then().statusCode(400).body("code", equalTo("bad_proof"));
    given()
        .queryParam("seq", 5)
        .queryParam("size", 3)
        .queryParam("world", "nobody")
        .get("/api/v1/log/proof")
        .then()
        .statusCode(400)
        .body("code", equalTo("bad_size"));
    given()
        .get("/q/openapi")
        .then()
        .statusCode(200)
        .body(containsString("/api/v1/log/proof"), containsString("C2SP"));
  }

  private static JsonPath proof(Map<String, ?> parameters) {
    return given()
        .queryParam("world", WORLD)
        .queryParams(parameters)
        .get("/api/v1/log/proof")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private static List<byte[]> hashes(JsonPath proof) {
    return proof.getList("hashes", String.class).stream()
        .map(hash -> Base64.getDecoder().decode(hash))
        .toList();
  }

  private static List<byte[]> leaves() {
    Random random = new Random(6);
    List<byte[]> leaves = new ArrayList<>();
    for (int i = 0; i < LEAVES; i++) {
      byte[] leaf = new byte[32];
      random.nextBytes(leaf);
      leaves.add(leaf);
    }
    return leaves;
  }

  private static byte[] root(List<byte[]> leaves, int size) {
    TreeHasher hasher = new TreeHasher();
    CompactRange tree = CompactRange.EMPTY;
    for (byte[] leaf : leaves.subList(0, size)) {
      tree = tree.append(leaf, hasher);
    }
    return tree.root(hasher);
  }

  private void send(List<byte[]> leaves, String note, NoteSigner signer) throws Exception {
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers),
            new StringSerializer(),
            new ByteArraySerializer())) {
      for (int i = 0; i < LEAVES; i += 100) {
        byte[] run = new LeafRun(i + 1, leaves.subList(i, i + 100)).encode();
        producer.send(new ProducerRecord<>(Topic.LEAVES.topicName(), WORLD, run)).get();
      }
      String checkpoints = Topic.CHECKPOINTS.topicName();
      String key = CheckpointKeys.publicKey("rearview", signer.verifier().number());
      byte[] vkey = signer.verifier().vkey().getBytes(UTF_8);
      producer.send(new ProducerRecord<>(checkpoints, key, vkey)).get();
      producer.send(new ProducerRecord<>(checkpoints, WORLD, note.getBytes(UTF_8))).get();
    }
  }

  /** Until the notes and the whole tree are there; bounded by the number of tries. */
  private static void awaitCheckpoint() throws InterruptedException {
    for (int attempt = 0; attempt < 600; attempt++) {
      int proof =
          given()
              .queryParam("world", WORLD)
              .queryParam("seq", 1)
              .get("/api/v1/log/proof")
              .statusCode();
      if (proof == 200) {
        return;
      }
      Thread.sleep(100);
    }
    throw new AssertionError("the tree was not built");
  }
}
