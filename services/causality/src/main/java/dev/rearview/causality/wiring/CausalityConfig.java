package dev.rearview.causality.wiring;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Every key of this service. */
@ConfigMapping(prefix = "rearview.causality")
public interface CausalityConfig {
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

  /** Attributes that identify what events have in common, beside request, session and trace. */
  Optional<List<String>> identifiers();

  Keep keep();

  Detect detect();

  /** How much is kept for answers. */
  interface Keep {
    @WithDefault("P30D")
    Duration events();

    /** How long an event may wait for its cause or effect. */
    @WithDefault("P1D")
    Duration joins();

    /** Entries of each store and partition. */
    @WithDefault("1000000")
    int maxEntries();
  }

  /** What the detector of anomalies takes for unusual. */
  interface Detect {
    @WithDefault("PT30S")
    Duration bucket();

    @WithDefault("PT30S")
    Duration lateness();

    @WithDefault("20")
    int warmUp();

    @WithDefault("6")
    double openScore();

    @WithDefault("3")
    double closeScore();

    @WithDefault("2")
    int hotBuckets();

    @WithDefault("4")
    int calmBuckets();

    @WithDefault("PT5M")
    Duration quiet();

    @WithDefault("32")
    int maxMetrics();
  }
}
