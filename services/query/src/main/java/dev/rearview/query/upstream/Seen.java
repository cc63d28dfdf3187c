package dev.rearview.query.upstream;

import java.util.List;

/**
 * The components that were seen.
 *
 * @param truncated whether there are more
 */
public record Seen(List<SeenComponent> components, boolean truncated, long lag) {
  public Seen {
    components = List.copyOf(components);
  }
}
