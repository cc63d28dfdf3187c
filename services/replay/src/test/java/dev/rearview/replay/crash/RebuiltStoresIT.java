package dev.rearview.replay.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rearview.broker.EmbeddedBroker;
import dev.rearview.model.Event;
import dev.rearview.proto.Topic;
import dev.rearview.replay.log.Shard;
import dev.rearview.replay.state.SnapshotPolicy;
import dev.rearview.replay.store.PartitionStore;
import dev.rearview.replay.store.SeededLog;
import dev.rearview.replay.store.StoreContents;
import dev.rearview.replay.store.StoreSettings;
import dev.rearview.replay.topology.CodecBytes;
import dev.rearview.streams.StreamsRuntime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Promise 20: all stores deleted, they come back from the log and say the same. */
class RebuiltStoresIT {
  private static final int EVENTS = Boolean.getBoolean("rearview.long") ? 1_000_000 : 20_000;
  private static final int COMPONENTS = EVENTS / 500;
  private static final int PORTION = 1_000;
  private static final StoreSettings SETTINGS =
      StoreSettings.of(SnapshotPolicy.of(100, 1 << 16, Duration.ofDays(1)));
  private static final long FIVE_MINUTES = 300;

  @TempDir Path folder;

  @Test
  void deletedStoresComeBackWithEqualDigests() throws Exception {
    SeededLog log = new SeededLog(20, COMPONENTS);
    Path stateDir = folder.resolve("state");
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"), 0)) {
      try (EventTopic topic = new EventTopic(broker.bootstrapServers())) {
        for (int written = 0; written < EVENTS; written += PORTION) {
          List<Event> events = new ArrayList<>();
          for (int i = 0; i < PORTION; i++) {
            events.add(log.next());
          }
          topic.write(events, true);
        }
      }
      String first = take(broker, stateDir, log);
      assertThat(Files.exists(stateDir)).isTrue();
      PartitionStore.delete(stateDir);
      assertThat(take(broker, stateDir, log)).isEqualTo(first);
    }
  }

  private String take(EmbeddedBroker broker, Path stateDir, SeededLog log) throws Exception {
    try (StreamsRuntime runtime =
        TakingProcess.start(broker.bootstrapServers(), stateDir, SETTINGS)) {
      CaughtUp.await(broker.bootstrapServers(), runtime, FIVE_MINUTES);
    }
    List<PartitionStore> stores = new ArrayList<>();
    try {
      for (int partition = 0; partition < Topic.EVENTS.partitions(); partition++) {
        stores.add(
            PartitionStore.open(
                TakingProcess.store(stateDir, partition), new CodecBytes(), SETTINGS));
      }
      List<Shard> shards = stores.stream().map(PartitionStore::shard).toList();
      StoreContents contents =
          new StoreContents(shards, component -> shards.get(KilledReplayIT.partitionOf(component)));
      assertThat(contents.service().stats(SeededLog.WORLD).totals().events()).isEqualTo(EVENTS);
      return contents.digest(log.firstMs(), (log.firstMs() + log.lastMs()) / 2, log.lastMs());
    } finally {
      stores.forEach(PartitionStore::close);
    }
  }
}
