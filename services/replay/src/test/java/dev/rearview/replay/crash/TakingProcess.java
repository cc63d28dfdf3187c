package dev.rearview.replay.crash;

import dev.rearview.proto.Topic;
import dev.rearview.replay.state.SnapshotPolicy;
import dev.rearview.replay.store.StoreSettings;
import dev.rearview.replay.topology.ReplayTopology;
import dev.rearview.streams.StreamsRuntime;
import dev.rearview.streams.StreamsSettings;
import dev.rearview.streams.StreamsSettings.Delivery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Takes events in as the service does, until its standard input ends. Run as a process of its own,
 * to be killed.
 */
final class TakingProcess {
  static final String RUNNING = "takes events in";

  private TakingProcess() {}

  /** Kafka's address, and the folder of the stores. */
  public static void main(String[] arguments) throws IOException {
    try (StreamsRuntime runtime = start(arguments[0], Path.of(arguments[1]), small())) {
      while (!runtime.isRunning()) {
        LockSupport.parkNanos(1_000_000);
      }
      System.out.println(RUNNING);
      while (System.in.read() >= 0) {
        // only its end says something
      }
    }
  }

  /** So small that files are written now and then, between two commits too. */
  static StoreSettings small() {
    return new StoreSettings(SnapshotPolicy.of(10, 1 << 16, Duration.ofDays(1)), 512 << 10);
  }

  static StreamsRuntime start(String bootstrapServers, Path stateDir, StoreSettings settings) {
    return StreamsRuntime.start(
        ReplayTopology.build(settings),
        new StreamsSettings(
            ReplayTopology.APPLICATION_ID,
            bootstrapServers,
            stateDir,
            "localhost:1",
            Optional.of("only-one"),
            1,
            0,
            Duration.ofMillis(100),
            Topic.DEAD_LETTERS.topicName(),
            Delivery.AT_LEAST_ONCE));
  }

  /** Where a partition's store lies. */
  static Path store(Path stateDir, int partition) throws IOException {
    try (Stream<Path> tasks = Files.list(stateDir.resolve(ReplayTopology.APPLICATION_ID))) {
      return tasks
          .filter(task -> task.getFileName().toString().endsWith("_" + partition))
          .map(task -> task.resolve("log"))
          .filter(Files::exists)
          .findFirst()
          .orElseThrow(() -> new AssertionError("partition %d has no store".formatted(partition)));
    }
  }
}
