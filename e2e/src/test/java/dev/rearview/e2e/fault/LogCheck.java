package dev.rearview.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rearview.e2e.harness.Api;
import dev.rearview.e2e.harness.Await;
import dev.rearview.e2e.harness.LogDeployment;
import dev.rearview.e2e.harness.LogDeployment.Part;
import dev.rearview.integrity.ChainVerifier;
import dev.rearview.integrity.Expectation;
import dev.rearview.integrity.HashChain;
import dev.rearview.integrity.tree.LeafRun;
import dev.rearview.model.DeltaFormat;
import dev.rearview.model.Event;
import dev.rearview.model.StateFold;
import dev.rearview.proto.EventCodec;
import dev.rearview.proto.Topic;
import dev.rearview.testkit.TopicReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Compares the log with what was acknowledged, and replay with the log. */
final class LogCheck {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final LogDeployment deployment;
  private final String world;

  LogCheck(LogDeployment deployment, String world) {
    this.deployment = deployment;
    this.world = world;
  }

  /** Every event of the world that is committed, once there are so many, in its order. */
  List<Event> committed(int atLeast) {
    return TopicReader.readUntil(
            deployment.bootstrapServers(),
            Topic.EVENTS,
            PATIENCE,
            records -> ofWorld(records).size() >= atLeast)
        .stream()
        .map(record -> EventCodec.decode(record.value()))
        .filter(event -> event.world().equals(world))
        .sorted(Comparator.comparingLong(Event::globalSeq))
        .toList();
  }

  private List<ConsumerRecord<String, byte[]>> ofWorld(List<ConsumerRecord<String, byte[]>> all) {
    return all.stream().filter(record -> record.key().startsWith(world)).toList();
  }

  /**
   * Each sent event is one entry, and there is no other; the numbers are dense, the chain whole.
   */
  List<Event> isWhatWasSent(int sent) {
    List<Event> log = committed(sent);
    Set<String> names = new HashSet<>();
    List<String> doubled = new ArrayList<>();
    ChainVerifier verifier = new ChainVerifier(world, Expectation.reaching(sent, null));
    for (Event entry : log) {
      if (!names.add(SentEvent.name(entry))) {
        doubled.add(SentEvent.name(entry));
      }
      verifier.accept(entry);
    }
    assertThat(doubled).isEmpty();
    assertThat(log).hasSize(sent);
    assertThat(verifier.finish().damage()).isEmpty();
    return log;
  }

  /** The topic of leaves has each entry's leaf once, in their order. */
  void leavesAreThoseOf(List<Event> log) {
    List<byte[]> leaves = new ArrayList<>();
    TopicReader.readUntil(
        deployment.bootstrapServers(),
        Topic.LEAVES,
        PATIENCE,
        records -> {
          leaves.clear();
          for (ConsumerRecord<String, byte[]> record : records) {
            if (record.key().equals(world)) {
              LeafRun run = LeafRun.decode(record.value());
              assertThat(run.firstSeq()).isEqualTo(leaves.size() + 1);
              leaves.addAll(run.hashes());
            }
          }
          return leaves.size() >= log.size();
        });
    assertThat(leaves).hasSameSizeAs(log);
    for (int i = 0; i < leaves.size(); i++) {
      assertThat(leaves.get(i)).isEqualTo(HashChain.leaf(log.get(i)));
    }
  }

  /** Replay counts the same entries, and its states are the fold of them. */
  void replayHolds(List<Event> log) {
    deployment.awaitReady();
    Api replay = deployment.api(Part.REPLAY);
    JsonNode stats =
        Await.answer(
            "replay has read the log",
            PATIENCE,
            () -> replay.get("/api/v1/log/stats?world=" + world),
            read -> read.path("events").asLong() >= log.size());
    assertThat(stats.path("events").asLong()).isEqualTo(log.size());
    assertThat(stats.path("last_seq").asLong()).isEqualTo(log.size());
    fold(log)
        .forEach((component, state) -> {
          JsonNode answer =
              replay.get("/api/v1/components/%s/state?world=%s".formatted(component, world));
          assertThat(StateFold.canonical(answer.path("state")))
              .as(component)
              .isEqualTo(StateFold.canonical(state));
        });
  }

  private static Map<String, JsonNode> fold(List<Event> log) {
    Map<String, JsonNode> states = new TreeMap<>();
    for (Event entry :
        log.stream()
            .sorted(
                Comparator.comparingLong(Event::timestampMs).thenComparingLong(Event::globalSeq))
            .toList()) {
      states.put(
          entry.componentId(),
          StateFold.apply(
                  states.getOrDefault(entry.componentId(), StateFold.empty()),
                  String.valueOf(entry.stateDelta()),
                  DeltaFormat.MERGE_PATCH)
              .state());
    }
    return states;
  }
}
