package dev.rearview.e2e.scale;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import dev.rearview.broker.EmbeddedBroker;
import dev.rearview.e2e.harness.Api;
import dev.rearview.e2e.harness.Await;
import dev.rearview.e2e.harness.ServiceProcess;
import dev.rearview.model.StateFold;
import dev.rearview.proto.Topic;
import dev.rearview.proto.replay.v1.ReplayGrpc;
import dev.rearview.proto.replay.v1.StoreRequest;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two replay processes share four partitions and stand by for each other. Answers are right and
 * complete, or refused for a moment; never wrong.
 */
class TwoReplaysIT {
  private static final int COMPONENTS = 40;
  private static final Duration TAKEN_OVER_WITHIN = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  private final Map<String, Integer> ports = new HashMap<>();
  private final Map<String, ServiceProcess> processes = new HashMap<>();
  private EmbeddedBroker broker;

  @Test
  void theOtherTakesOverWhileOneIsGone() {
    broker = EmbeddedBroker.start(folder.resolve("kafka"), 0);
    try (EventWriter events = new EventWriter(broker.bootstrapServers(), COMPONENTS)) {
      events.write(4_000);
      start("a");
      start("b");
      processes.get("a").awaitReady();
      processes.get("b").awaitReady();
      awaitShared();
      awaitRight("a", events);
      awaitRight("b", events);
      events.write(1_000);
      awaitRight("a", events);

      processes.get("b").kill();
      long killedAt = System.nanoTime();
      Await.until("the other answers for all partitions", PATIENCE, () -> isRight("a", events));
      assertThat(Duration.ofNanos(System.nanoTime() - killedAt))
          .isLessThanOrEqualTo(TAKEN_OVER_WITHIN);
      events.write(1_000);
      awaitRight("a", events);

      start("b").awaitReady();
      awaitShared();
      awaitRight("a", events);
      awaitRight("b", events);
    } finally {
      processes.values().forEach(ServiceProcess::kill);
      broker.close();
    }
  }

  private ServiceProcess start(String name) {
    int port = ports.computeIfAbsent(name, n -> ServiceProcess.freePort());
    Map<String, String> settings =
        Map.of(
            "quarkus.http.port",
            Integer.toString(port),
            "kafka.bootstrap.servers",
            broker.bootstrapServers(),
            "rearview.replay.state-dir",
            folder.resolve("state-" + name).toString(),
            "rearview.replay.advertised-address",
            "localhost:" + port,
            "rearview.replay.instance-id",
            "replay-" + name,
            "rearview.replay.standby-replicas",
            "1");
    ServiceProcess process =
        ServiceProcess.start("replay", port, folder.resolve("output-" + name), settings);
    processes.put(name, process);
    return process;
  }

  /** Both hold some of the partitions, none holds one that the other holds. */
  private void awaitShared() {
    Await.until(
        "both share the partitions",
        PATIENCE,
        () -> {
          Set<Integer> a = held("a");
          Set<Integer> b = held("b");
          Set<Integer> all = new TreeSet<>(a);
          all.addAll(b);
          return !a.isEmpty()
              && !b.isEmpty()
              && a.size() + b.size() == all.size()
              && all.size() == Topic.EVENTS.partitions();
        });
  }

  private Set<Integer> held(String name) {
    ManagedChannel channel =
        ManagedChannelBuilder.forAddress("localhost", ports.get(name)).usePlaintext().build();
    Set<Integer> held = new TreeSet<>();
    try {
      for (int partition = 0; partition < Topic.EVENTS.partitions(); partition++) {
        StoreRequest request =
            StoreRequest.newBuilder()
                .setStore("events")
                .setPartition(partition)
                .setTo(ByteString.copyFrom(new byte[] {-1}))
                .setLimit(1)
                .build();
        try {
          if (ReplayGrpc.newBlockingStub(channel)
                  .withDeadlineAfter(10, TimeUnit.SECONDS)
                  .readStore(request)
                  .getEntriesCount()
              == 1) {
            held.add(partition);
          }
        } catch (StatusRuntimeException e) {
          // the other one holds it
        }
      }
      return held;
    } finally {
      channel.shutdownNow();
    }
  }

  private void awaitRight(String name, EventWriter events) {
    Await.until(name + " answers for all partitions", PATIENCE, () -> isRight(name, events));
  }

  /** Whether it answers everything. What it answers must be right. */
  private boolean isRight(String name, EventWriter events) {
    Api api = new Api(processes.get(name).uri());
    for (Map.Entry<String, String> state : events.states().entrySet()) {
      HttpResponse<String> answer =
          api.send(
              api.to(
                      "/api/v1/components/%s/state?min_seq=%d"
                          .formatted(state.getKey(), events.last()))
                  .GET());
      if (answer.statusCode() == 503) {
        return false;
      }
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(StateFold.canonical(parse(answer.body()).path("state")))
          .as("%s of %s", state.getKey(), name)
          .isEqualTo(state.getValue());
    }
    HttpResponse<String> stats = api.send(api.to("/api/v1/log/stats").GET());
    return stats.statusCode() == 200
        && parse(stats.body()).path("events").asLong() == events.last();
  }

  private static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
