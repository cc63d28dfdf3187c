package dev.rearview.proto;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every topic, what it keeps, and how it is keyed. Record time is LogAppendTime everywhere: event
 * time lives in the services' own stores.
 */
public enum Topic {
  /** Taken in, not yet sequenced. Key: world. */
  INTAKE("rearview.intake", 4, Duration.ofDays(7), false),
  /** What became of an append whose sender waits for it. Key: the ingestion instance that asked. */
  OUTCOMES("rearview.outcomes", 1, Duration.ofHours(1), false),
  /** The event log. Key: {@link EventKeys#component}. */
  EVENTS("rearview.events", 4, null, false),
  /** The leaf hashes of each world's log in their order, for its Merkle tree. Key: world. */
  LEAVES("rearview.leaves", 4, null, false),
  /** Causal edges, each under its effect and under its cause. Key: world + event id. */
  EDGES("rearview.edges", 4, null, false),
  /** Anomalies. Key: component. */
  ANOMALIES("rearview.anomalies", 1, Duration.ofDays(30), false),
  /** CloudEvents 1.0, JSON. Key: component. */
  ALERTS("rearview.alerts", 1, Duration.ofDays(30), false),
  /** Changes in their newest stage. Key: change id. */
  CHANGES("rearview.changes", 1, null, true),
  /** Signed checkpoints and prune records, as text. Key: world. */
  CHECKPOINTS("rearview.checkpoints", 1, null, false),
  /** Nodes and the addresses of their scanners. Key: node. */
  NODES("rearview.nodes", 1, null, true),
  /** What was refused after it had been taken in. Key: source. */
  DEAD_LETTERS("rearview.dead-letters", 1, Duration.ofDays(30), false);

  private final String topicName;
  private final int partitions;
  private final @Nullable Duration retention;
  private final boolean compacted;

  Topic(String topicName, int partitions, @Nullable Duration retention, boolean compacted) {
    this.topicName = topicName;
    this.partitions = partitions;
    this.retention = retention;
    this.compacted = compacted;
  }

  /** The name on the broker. */
  public String topicName() {
    return topicName;
  }

  /** How many partitions it is created with, unless the installation says otherwise. */
  public int partitions() {
    return partitions;
  }

  /** How long records stay; null: for ever. */
  public @Nullable Duration retention() {
    return retention;
  }

  public boolean compacted() {
    return compacted;
  }

  /** The topic's configuration on the broker. */
  public Map<String, String> config() {
    Map<String, String> config = new HashMap<>();
    config.put("message.timestamp.type", "LogAppendTime");
    config.put("cleanup.policy", compacted ? "compact" : "delete");
    config.put("retention.ms", retention == null ? "-1" : Long.toString(retention.toMillis()));
    config.put("retention.bytes", "-1");
    config.put("max.message.bytes", "2097152");
    return Map.copyOf(config);
  }
}
