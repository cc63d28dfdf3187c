package dev.rearview.timeql.node;

import dev.rearview.timeql.plan.NodePart;
import dev.rearview.timeql.plan.RowOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/** {@code ORDER BY … LIMIT n}: the first by the keys; of equal ones those that came first. */
final class TopRows extends RowCollector {
  private static final int MOST = 1_000_001;

  private record Came(NodeRow row, long number) {}

  private final int wanted;
  private final PriorityQueue<Came> held;
  private final Comparator<Came> order;
  private long number;

  TopRows(NodePart part, Consumer<NodeRow> out) {
    super(part, out, false);
    this.wanted = (int) (part.limit() == 0 ? MOST : Math.min(part.limit(), MOST));
    this.order =
        Comparator.comparing(Came::row, RowOrder.of(part.orderBy(), NodeRow::values))
            .thenComparingLong(Came::number);
    this.held = new PriorityQueue<>(order.reversed());
  }

  @Override
  void take(NodeRow row) {
    held.add(new Came(row, number++));
    if (held.size() > wanted) {
      held.remove();
    }
  }

  @Override
  void finish() {
    List<Came> rows = new ArrayList<>(held);
    held.clear();
    rows.sort(order);
    rows.forEach(came -> give(came.row()));
  }
}
