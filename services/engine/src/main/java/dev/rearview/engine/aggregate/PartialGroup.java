package dev.rearview.engine.aggregate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One group as it travels from a node.
 *
 * @param keys one value for each key of the group, null for NULL
 * @param states one encoded accumulator for each aggregate; not to be changed
 */
public record PartialGroup(List<@Nullable Object> keys, List<byte[]> states) {
  public PartialGroup {
    keys = Collections.unmodifiableList(new ArrayList<>(keys));
    states = List.copyOf(states);
  }
}
