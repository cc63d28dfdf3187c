package dev.rearview.replay.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rearview.broker.EmbeddedBroker;
import dev.rearview.model.Event;
import dev.rearview.proto.EventKeys;
import dev.rearview.proto.Topic;
import dev.rearview.replay.log.EventSelection.By;
import dev.rearview.replay.log.Shard;
import dev.rearview.replay.state.SnapshotPolicy;
import dev.rearview.replay.store.PartitionStore;
import dev.rearview.replay.store.SeededLog;
import dev.rearview.replay.store.StoreContents;
import dev.rearview.replay.store.StoreSettings;
import dev.rearview.replay.topology.CodecBytes;
import dev.rearview.streams.StreamsRuntime;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Promise 6, the part of replay: the process that takes events in is killed while transactions are
 * open; the stores are the fold of what was committed, and hold nothing of what was aborted.
 */
class KilledReplayIT {
  private static final int KILLS = Boolean.getBoolean("rearview.long") ? 100 : 4;
  private static final int PARTITIONS = Topic.EVENTS.partitions();
  private static final long SEED = 20_260_101;
  private static final long PATIENCE_SECONDS = 120;

  @TempDir Path folder;

  private final Random random = new Random(SEED);
  private final SeededLog log = new SeededLog(SEED, 30);

  @Test
  void storesAreTheFoldOfWhatWasCommitted() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
        EventTopic topic = new EventTopic(broker.bootstrapServers())) {
      Path stateDir = folder.resolve("state");
      for (int kill = 0; kill < KILLS; kill++) {
        Process taking = start(broker.bootstrapServers(), stateDir);
        try {
          // one in three is killed while it starts, or reads again what it had taken in
          if (random.nextInt(3) > 0) {
            awaitRunning(taking);
          }
          write(topic, random.nextInt(8), taking);
        } finally {
          taking.destroyForcibly().waitFor();
        }
      }
      try (StreamsRuntime last =
          TakingProcess.start(broker.bootstrapServers(), stateDir, TakingProcess.small())) {
        CaughtUp.await(broker.bootstrapServers(), last, PATIENCE_SECONDS);
      }
      compare(stateDir);
    }
  }

  private static void awaitRunning(Process taking) throws IOException {
    BufferedReader output = taking.inputReader(StandardCharsets.UTF_8);
    for (String line = output.readLine(); ; line = output.readLine()) {
      if (line == null) {
        throw new AssertionError("the process ended by itself");
      }
      if (line.equals(TakingProcess.RUNNING)) {
        return;
      }
    }
  }

  /**
   * Transactions of which one in four is aborted; the numbers of those come again. In the last one
   * the process is killed.
   */
  private void write(EventTopic topic, int transactions, Process taking) {
    for (int i = 0; i <= transactions; i++) {
      Runnable whileOpen =
          i < transactions
              ? () -> {}
              : () -> {
                LockSupport.parkNanos(random.nextInt(300) * 1_000_000L);
                taking.destroyForcibly();
              };
      if (random.nextInt(4) == 0) {
        topic.write(leaks(1 + random.nextInt(40)), false, whileOpen);
      } else {
        List<Event> events = new ArrayList<>();
        for (int left = 1 + random.nextInt(200); left > 0; left--) {
          events.add(log.next());
        }
        topic.write(events, true, whileOpen);
      }
    }
  }

  private List<Event> leaks(int count) {
    List<Event> leaks = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      leaks.add(
          Event.builder()
              .id(new java.util.UUID(0xDEAD_8000L, random.nextLong()))
              .globalSeq(log.events().size() + i)
              .timestampMs(log.lastMs())
              .observedMs(log.lastMs())
              .componentId(SeededLog.component(random.nextInt(log.components())))
              .stateDelta("{\"leak\":true}")
              .sessionId("s-leak")
              .build());
    }
    return leaks;
  }

  private Process start(String bootstrapServers, Path stateDir) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            TakingProcess.class.getName(),
            bootstrapServers,
            stateDir.toString())
        .redirectError(ProcessBuilder.Redirect.appendTo(folder.resolve("taking.log").toFile()))
        .start();
  }

  private void compare(Path stateDir) throws IOException {
    List<PartitionStore> stores = new ArrayList<>();
    try {
      for (int partition = 0; partition < PARTITIONS; partition++) {
        stores.add(
            PartitionStore.open(
                TakingProcess.store(stateDir, partition),
                new CodecBytes(),
                StoreSettings.of(SnapshotPolicy.every(10))));
      }
      List<Shard> shards = stores.stream().map(PartitionStore::shard).toList();
      StoreContents contents =
          new StoreContents(shards, component -> shards.get(partitionOf(component)));
      assertThat(contents.events(new By.Sequence())).isEqualTo(log.events());
      assertThat(contents.events(new By.Time())).hasSameSizeAs(log.events());
      for (int point = 0; point < 5; point++) {
        long atMs = log.firstMs() + random.nextLong(log.lastMs() - log.firstMs() + 1);
        assertThat(contents.statesAt(atMs)).isEqualTo(log.statesAt(atMs));
      }
      assertThat(contents.service().stats(SeededLog.WORLD).totals().events())
          .isEqualTo(log.events().size());
      assertThat(contents.sessions())
          .extracting(session -> session.sessionId())
          .doesNotContain("s-leak");
    } finally {
      stores.forEach(PartitionStore::close);
    }
  }

  static int partitionOf(String component) {
    byte[] key = EventKeys.component(SeededLog.WORLD, component).getBytes(StandardCharsets.UTF_8);
    return Utils.toPositive(Utils.murmur2(key)) % PARTITIONS;
  }
}
