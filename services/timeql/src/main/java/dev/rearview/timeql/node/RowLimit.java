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
  private final long limit;
  private final @Nullable ContextSize context;

  /** Rows still awaited after the last match of each window. */
  private final Map<Integer, Integer> awaited = new HashMap<>();

  private long matches;

  RowLimit(NodePart part) {
    boolean ends = part.orderBy().isEmpty() && !part.last();
    this.limit = ends ? part.limit() : 0;
    this.context = part.context();
  }

  /** Whether no further row is wanted. */
  boolean isReached() {
    return limit > 0
        && matches >= limit
        && (context == null || (context.around() == null && awaited.isEmpty()));
  }

  /** The row as it is shown; null where it is not. */
  @Nullable NodeRow accept(NodeRow row) {
    if (limit == 0) {
      return row;
    }
    boolean past = matches >= limit;
    if (!row.context() && !past) {
      matches++;
      if (context != null && (context.after() > 0 || context.around() != null)) {
        awaited.put(row.group(), context.after());
      }
      return row;
    }
    Integer left = awaited.get(row.group());
    if (past && left == null) {
      return null;
    }
    if (left != null && context != null && context.around() == null) {
      if (left == 1) {
        awaited.remove(row.group());
      } else {
        awaited.put(row.group(), left - 1);
      }
    }
    return row.inGroup(true, row.group());
  }
}
