package dev.rearview.timeql.merge;

import dev.rearview.engine.order.OrderedMerge;
import dev.rearview.engine.order.RecordSource;
import dev.rearview.timeql.node.NodeRow;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of all answers in the order of time, each event once. */
final class OrderedRows {
  /** Context comes out a little late: a window sorts it in. */
  private static final OrderedMerge.Limits WITH_CONTEXT = new OrderedMerge.Limits(100_000, 2_000);

  private final OrderedMerge merge;
  private final OnceById once;

  OrderedRows(List<? extends NodeAnswer> answers, int eventId, boolean context) {
    List<RecordSource> sources = new ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      int number = i;
      NodeAnswer answer = answers.get(i);
      sources.add(() -> {
        NodeRow row = answer.next();
        return row == null ? null : new Carried(answer.node(), number, row);
      });
    }
    this.merge = new OrderedMerge(sources, context ? WITH_CONTEXT : OrderedMerge.Limits.IN_ORDER);
    this.once = new OnceById(eventId);
  }

  @Nullable Carried next() {
    Carried next = (Carried) merge.next();
    while (next != null && !once.isFirst(next.row())) {
      next = (Carried) merge.next();
    }
    return next;
  }

  List<String> boundsHit() {
    return once.boundsHit();
  }
}
