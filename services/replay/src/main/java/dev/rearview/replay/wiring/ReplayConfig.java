package dev.rearview.replay.wiring;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** Every key of this service. */
@ConfigMapping(prefix = "rearview.replay")
public interface ReplayConfig {
  /** HTTP and gRPC, where it runs as a process of its own. */
  OptionalInt port();

  /** Where the stores lie; can be deleted, they are rebuilt from the log. */
  Path stateDir();

  /** {@code host:port} at which the other instances ask this one. */
  String advertisedAddress();

  /** The same after a restart; none: any. */
  Optional<String> instanceId();

  @WithDefault("1")
  int threads();

  @WithDefault("0")
  int standbyReplicas();

  @WithDefault("PT0.1S")
  Duration commitInterval();

  /** A snapshot of a component's state for each so many deltas, 1 to 1,000,000. */
  @WithDefault("100")
  int snapshotEvery();

  /** And for each so many bytes of deltas since the last, 1 to 1 GiB. */
  @WithDefault("65536")
  long snapshotEveryBytes();

  /** And for each so much event time since the last; zero: time does not count. */
  @WithDefault("P1D")
  Duration snapshotEveryTime();

  /**
   * How many bytes of a partition's events stay in memory before they are written to a file, 64 KiB
   * to 1 GiB. A killed process reads that much from the log again.
   */
  @WithDefault("33554432")
  long storeBuffer();

  /** How long a question waits for the sequence number that it asks for, at most. */
  @WithDefault("PT5S")
  Duration minSeqWait();

  /**
   * Business logic for what-ifs: a YAML file, or a folder of them; read at the start, which fails
   * where one is wrong.
   */
  Optional<Path> rules();
}
