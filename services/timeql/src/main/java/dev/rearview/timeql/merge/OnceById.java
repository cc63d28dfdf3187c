package dev.rearview.timeql.merge;

import dev.rearview.engine.record.ColumnRecord;
import dev.rearview.timeql.node.NodeRow;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lets each event through once where several sources may hold it. */
final class OnceById {
  private static final int MOST = 2_000_000;

  private final int place;
  private final Set<Object> seen = new HashSet<>();
  private boolean overflowed;

  /**
   * @param place of the event's id in a row; -1 lets everything through
   */
  OnceById(int place) {
    this.place = place;
  }

  boolean isFirst(NodeRow row) {
    return isFirst(place < 0 ? null : row.values().get(place));
  }

  boolean isFirst(ColumnRecord row) {
    return isFirst(place < 0 ? null : row.value(place));
  }

  private boolean isFirst(@Nullable Object id) {
    if (id == null) {
      return true;
    }
    if (seen.size() >= MOST) {
      overflowed = true;
      return !seen.contains(id);
    }
    return seen.add(id);
  }

  List<String> boundsHit() {
    return overflowed
        ? List.of(
            "equal events of several sources may count twice beyond the first %,d".formatted(MOST))
        : List.of();
  }
}
