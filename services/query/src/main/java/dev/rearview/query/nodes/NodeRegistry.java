package dev.rearview.query.nodes;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The nodes, as their scanners report them, beside those that there should be. */
public final class NodeRegistry {
  /** Most nodes remembered; more than any cluster has. */
  static final int MAX_NODES = 20_000;

  private final Map<String, KnownNode> known = new ConcurrentHashMap<>();
  private final ExpectedNodes expected;
  private final Duration silentAfter;
  private final Clock clock;

  /**
   * @param silentAfter a node that has not reported for so long counts as silent
   */
  public NodeRegistry(ExpectedNodes expected, Duration silentAfter, Clock clock) {
    this.expected = expected;
    this.silentAfter = silentAfter;
    this.clock = clock;
  }

  /** A node as a query sees it; {@code known} is null where it never reported. */
  public record Entry(String name, @Nullable KnownNode known, boolean expected, boolean silent) {}

  /** Takes in what a scanner says. */
  public void update(KnownNode node) {
    if (known.size() < MAX_NODES || known.containsKey(node.name())) {
      known.put(node.name(), node);
    }
  }

  /** Forgets a node that was taken away. */
  public void remove(String name) {
    known.remove(name);
  }

  /** Every node that is known or expected, by name. */
  public List<Entry> all() {
    Set<String> wanted = expected.names();
    Set<String> names = new TreeSet<>(known.keySet());
    names.addAll(wanted);
    long silentBefore = clock.millis() - silentAfter.toMillis();
    List<Entry> entries = new ArrayList<>(names.size());
    for (String name : names) {
      KnownNode node = known.get(name);
      boolean silent = node == null || node.seenMs() < silentBefore;
      entries.add(new Entry(name, node, wanted.isEmpty() || wanted.contains(name), silent));
    }
    return entries;
  }

  /** The nodes that a query over logs asks: the expected ones, and others that are not silent. */
  public List<Entry> asked() {
    return all().stream().filter(entry -> entry.expected() || !entry.silent()).toList();
  }
}
