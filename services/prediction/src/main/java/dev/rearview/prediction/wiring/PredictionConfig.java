package dev.rearview.prediction.wiring;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** Every key of this service. */
@ConfigMapping(prefix = "rearview.prediction")
public interface PredictionConfig {
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

  /** How far back the series of a component go. */
  @WithDefault("P7D")
  Duration history();

  /** Metrics of a component that are kept. */
  @WithDefault("64")
  int maxMetrics();

  /** Parts of a component's state whose changes are kept. */
  @WithDefault("256")
  int maxPaths();

  /** Newest changes of each part. */
  @WithDefault("200")
  int maxAssignments();
}
