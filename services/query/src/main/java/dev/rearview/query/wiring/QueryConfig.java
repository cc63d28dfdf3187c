package dev.rearview.query.wiring;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** {@code rearview.query.…} */
@ConfigMapping(prefix = "rearview.query")
interface QueryConfig {
  /** HTTP port of query as a process of its own. */
  @WithDefault("8085")
  int port();

  /** host:port of replay's gRPC. */
  @WithDefault("localhost:8082")
  String replayAddress();

  /** host:port of causality's gRPC. */
  @WithDefault("localhost:8083")
  String causalityAddress();

  /** host:port of prediction's gRPC. */
  @WithDefault("localhost:8084")
  String predictionAddress();

  /** The nodes that there should be; absent: those that ever reported. */
  Optional<Set<String>> expectedNodes();

  /** A node that has not reported for so long counts as silent. */
  @WithDefault("60s")
  Duration nodeSilentAfter();

  /** Statements that run at once; further ones are refused. */
  @WithDefault("64")
  int maxQueries();

  /** How long a statement may take where the request does not say. */
  @WithDefault("30s")
  Duration timeout();

  /** The longest that a request may ask for. */
  @WithDefault("10m")
  Duration maxTimeout();

  /** Rows of an answer where the request does not say. */
  @WithDefault("10000")
  int maxRows();

  /** The most that a request may ask for. */
  @WithDefault("1000000")
  int maxRowsLimit();
}
