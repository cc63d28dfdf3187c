package dev.rearview.scanner.nodes;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The nodes that this process serves, by name. */
public final class ServedNodes {
  private final Map<String, ServedNode> byName;

  public ServedNodes(Collection<ServedNode> nodes) {
    Map<String, ServedNode> all = new TreeMap<>();
    nodes.forEach(node -> all.put(node.name(), node));
    this.byName = Collections.unmodifiableMap(all);
  }

  public Collection<ServedNode> all() {
    return byName.values();
  }

  /** The node of this name, or null where another process serves it. */
  public @Nullable ServedNode find(String name) {
    return byName.get(name);
  }
}
