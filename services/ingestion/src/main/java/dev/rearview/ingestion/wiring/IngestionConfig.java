package dev.rearview.ingestion.wiring;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** {@code rearview.ingestion.…} */
@ConfigMapping(prefix = "rearview.ingestion")
interface IngestionConfig {
  /** HTTP and gRPC port of the ingestion as a process of its own. */
  @WithDefault("8081")
  int port();

  /** Whether what an event leaves out (id and req_id, time, kind) is refused instead of derived. */
  @WithDefault("false")
  boolean strict();

  /** Longest body of a request, before and after decompression. */
  @WithDefault("5242880")
  int maxBodyBytes();

  /** Most events in a request. */
  @WithDefault("10000")
  int maxEvents();

  /** Most bytes of requests that are under way at once; beyond that they are refused. */
  @WithDefault("67108864")
  long maxInFlightBytes();

  /** Most events whose senders wait for a number at once; others are answered without it. */
  @WithDefault("10000")
  int maxWaiting();

  /** How long {@code wait=true} waits. */
  @WithDefault("10s")
  Duration waitTimeout();

  /** Until Kafka has taken a request's events, or they are refused. */
  @WithDefault("800ms")
  Duration handOverTimeout();

  /** Where the sequencer's stores lie, and the redaction key unless it is configured. */
  @WithDefault("data/ingestion")
  Path stateDir();

  Redaction redaction();

  Sequencer sequencer();

  Checkpoint checkpoint();

  interface Redaction {
    /** Names of fields whose values are secret, instead of the default ones. */
    Optional<List<String>> fields();

    /**
     * Key of the pseudonyms that replace secrets in ids, at least 16 bytes; the same on all
     * instances. Absent: a random one, kept in the state directory.
     */
    Optional<String> key();
  }

  interface Sequencer {
    /** How long ids are remembered. */
    @WithDefault("24h")
    Duration window();

    /** Most ids that are remembered for a world. */
    @WithDefault("3000000")
    long windowMaxIds();

    /** Threads; more than the intake's partitions are idle. */
    @WithDefault("1")
    int threads();

    /** Copies of the stores on other instances. */
    @WithDefault("0")
    int standbyReplicas();

    /** How long a number stays invisible at most. */
    @WithDefault("100ms")
    Duration commitInterval();

    /** Name of this instance that survives restarts, for static membership. */
    Optional<String> instanceId();

    /** {@code host:port} of this instance for the others. */
    @WithDefault("localhost:8081")
    String advertisedAddress();
  }

  interface Checkpoint {
    /** Who keeps the log: names its logs ({@code name/world}) and a key that is made here. */
    @WithDefault("rearview")
    String name();

    /**
     * Private keys that checkpoints are signed with, one a line; the same file on all instances.
     * Absent: {@code checkpoint.key} in the state directory. Made where it is not there. Keep it
     * from whoever may write to Kafka, and keep a copy.
     */
    Optional<Path> keyFile();

    /** How long entries stay without a checkpoint. */
    @WithDefault("1s")
    Duration interval();
  }
}
