package dev.rearview.scanner.wiring;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code rearview.scanner.…} */
@ConfigMapping(prefix = "rearview.scanner")
interface ScannerConfig {
  /** HTTP and gRPC port of the scanner as a process of its own. */
  @WithDefault("8086")
  int port();

  /** The nodes whose logs this process reads, by name. */
  Map<String, Node> nodes();

  /** host:port of ingestion's gRPC. */
  @WithDefault("localhost:8081")
  String ingestionAddress();

  /** host:port under which others reach this process. */
  String advertisedAddress();

  /** YAML files of log formats besides those that are built in. */
  Optional<List<Path>> formats();

  /** Folder of the scan positions. */
  @WithDefault("data/scanner")
  Path stateDir();

  /**
   * Whether a range of time is searched for in large files as far as their times rise, which is
   * found out by reading them behind the first question; else each question reads them whole.
   */
  @WithDefault("true")
  boolean seek();

  /** Scans that run at once; further ones are refused. */
  @WithDefault("32")
  int maxScans();

  /** FOLLOW scans that run at once; further ones are refused. */
  @WithDefault("64")
  int maxFollows();

  /** How often the nodes' status is published. */
  @WithDefault("3s")
  Duration announceEvery();

  Shipping shipping();

  interface Node {
    /** The only folders below which anything is read. */
    List<Path> roots();

    /** File name patterns of plain folders. */
    Optional<List<String>> include();

    /** Of times that say none. */
    @WithDefault("UTC")
    String zone();

    /** Of times that say none. */
    Optional<Integer> year();
  }

  /** What goes to the event log. */
  interface Shipping {
    @WithDefault("true")
    boolean enabled();

    /** The world that the events go to. */
    @WithDefault("default")
    String world();

    /** Most events in a batch. */
    @WithDefault("500")
    int batchEvents();

    /** Most batches without an answer. */
    @WithDefault("4")
    int unanswered();

    /** Wait where nothing new was found. */
    @WithDefault("500ms")
    Duration poll();

    /** Positions are written at most so often. */
    @WithDefault("1s")
    Duration saveEvery();

    /** Wait before the first repeat; it doubles. */
    @WithDefault("200ms")
    Duration firstRetry();

    /** Longest wait before a repeat. */
    @WithDefault("5s")
    Duration lastRetry();

    /** Traces and sessions at services that are remembered, for each node. */
    @WithDefault("200000")
    int seenIds();
  }
}
