package dev.rearview.timeql.node;

import dev.rearview.engine.context.ContextSize;
import dev.rearview.timeql.plan.NodePart;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Ends a fragment whose rows come in order at its limit of matches, once what stands after the last
 * ones has come, too.
 */
final class RowLimit {
  /** Awaits every row of a window. */
  private static final int ALL = Integer.MAX_VALUE;

  private final long limit;
  private final @Nullable ContextSize context;

  /** Rows still awaited after the last match of each window but the current one. */
  private final Map<Integer, Integer> awaited = new HashMap<>();

  private long matches;
  private int current;
  private int left;

  RowLimit(NodePart part) {
    boolean ends = part.orderBy().isEmpty() && !part.last();
    this.limit = ends ? part.limit() : 0;
    this.context = part.context();
  }

  /** Whether no further row is wanted. */
  boolean isReached() {
    return limit > 0
        && matches >= limit
        && (context == null || (context.around() == null && left == 0 && awaited.isEmpty()));
  }

  /** The row as it is shown; null where it is not. */
  @Nullable NodeRow accept(NodeRow row) {
    if (limit == 0) {
      return row;
    }
    if (row.group() != current) {
      goTo(row.group());
    }
    if (!row.context() && matches < limit) {
      matches++;
      left = context == null ? 0 : context.around() != null ? ALL : context.after();
      return row;
    }
    if (matches >= limit && left == 0) {
      return null;
    }
    if (left > 0 && left < ALL) {
      left--;
    }
    return row.inGroup(true, row.group());
  }

  private void goTo(int group) {
    if (left > 0) {
      awaited.put(current, left);
    }
    Integer known = awaited.isEmpty() ? null : awaited.remove(group);
    current = group;
    left = known == null ? 0 : known;
  }
}
