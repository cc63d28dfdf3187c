package dev.rearview.bench.replay;

import dev.rearview.bench.measure.OwnCpu;
import dev.rearview.model.Event;
import dev.rearview.proto.EventCodec;
import dev.rearview.replay.state.SnapshotPolicy;
import dev.rearview.replay.store.PartitionStore;
import dev.rearview.replay.store.StoreSettings;
import dev.rearview.replay.topology.CodecBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** One partition's store without Kafka: records in, as they come from the topic. */
final class StoreAlone {
  private static final int PORTION = 50_000;
  private static final int COMMIT_EVERY = 2_000;

  private StoreAlone() {}

  /**
   * @param eventsPerCpuSecond events for each second of processor, reading the record and what
   *     RocksDB does in the background included; over the second half
   * @param ratio bytes on disk for each byte of JSON
   */
  record Result(double eventsPerCpuSecond, double diskBytesEach, double ratio) {}

  static Result measure(Path folder, ShopEvents events, long count) throws IOException {
    PartitionStore.delete(folder);
    long cpu = 0;
    try (PartitionStore store =
        PartitionStore.open(
            folder,
            new CodecBytes(),
            StoreSettings.of(SnapshotPolicy.of(100, 1 << 16, Duration.ofDays(1))))) {
      for (long done = 0; done < count; done += PORTION) {
        List<byte[]> records = new ArrayList<>(PORTION);
        for (int i = 0; i < PORTION; i++) {
          records.add(EventCodec.encode(events.next()));
        }
        long before = OwnCpu.nanos();
        take(store, records, done);
        cpu += done >= count / 2 ? OwnCpu.nanos() - before : 0;
      }
      long before = OwnCpu.nanos();
      store.flush();
      cpu += OwnCpu.nanos() - before;
    }
    double each = bytesIn(folder) / (double) count;
    return new Result(count / 2 * 1e9 / cpu, each, each / events.jsonBytesEach());
  }

  private static void take(PartitionStore store, List<byte[]> records, long done) {
    for (int i = 0; i < records.size(); i++) {
      Event event = EventCodec.decode(records.get(i));
      store.add(event, records.get(i));
      if (i % COMMIT_EVERY == COMMIT_EVERY - 1) {
        store.commit(done + i);
      }
    }
  }

  /** Of all files in a folder. */
  static long bytesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }
}
