package dev.rearview.timeql.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Where records come from, resolved.
 *
 * @param selector for {@link Kind#LOGS}: {@code namespace app pod container node previous} and the
 *     values wanted; for {@link Kind#FILE}: {@code path}; else empty
 */
public record Source(Kind kind, Map<String, String> selector) {

  /** What a source reads, and who answers it. */
  public enum Kind {
    /** The log files of every node: scanners. */
    LOGS("logs", true),
    /** Files by path or glob, on every node: scanners. */
    FILE("file", true),
    /** The sequenced event log: replay. */
    EVENTS("events", false),
    /** Rollouts, configuration, scaling, proposals: replay. */
    CHANGES("changes", false),
    /** What a detector found: causality. */
    ANOMALIES("anomalies", false),
    /** Alerts that were raised: causality. */
    ALERTS("alerts", false),
    /** The nodes and their scanners: the query service itself. */
    NODES("nodes", false);

    private final String sourceName;
    private final boolean onNodes;

    Kind(String sourceName, boolean onNodes) {
      this.sourceName = sourceName;
      this.onNodes = onNodes;
    }

    /** As it is written after FROM. */
    public String sourceName() {
      return sourceName;
    }

    /** Whether the scanner of each node has a part of it. */
    public boolean isOnNodes() {
      return onNodes;
    }
  }

  /** What {@code logs('…')} may select by. */
  public static final List<String> SELECTORS =
      List.of("namespace", "app", "pod", "container", "node", "previous");

  public Source {
    selector = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(selector));
  }

  public static Source of(Kind kind) {
    return new Source(kind, Map.of());
  }

  /** A file or glob. */
  public static Source file(String path) {
    return new Source(Kind.FILE, Map.of("path", path));
  }

  /** As it is written after FROM. */
  @Override
  public String toString() {
    return switch (kind) {
      case FILE -> "file('" + selector.getOrDefault("path", "").replace("'", "''") + "')";
      case LOGS ->
          selector.isEmpty()
              ? "logs"
              : selector.entrySet().stream()
                  .map(e -> e.getKey() + "=" + e.getValue().replace("'", "''"))
                  .collect(Collectors.joining(",", "logs('", "')"));
      case EVENTS, CHANGES, ANOMALIES, ALERTS, NODES -> kind.sourceName();
    };
  }
}
