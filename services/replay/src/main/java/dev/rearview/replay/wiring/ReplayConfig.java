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

  /** A snapshot of a component's state for each so many deltas. */
  @WithDefault("200")
  int snapshotEvery();

  /** How long a question waits for the sequence number that it asks for, at most. */
  @WithDefault("PT5S")
  Duration minSeqWait();
}
