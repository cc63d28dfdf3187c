package dev.rearview.timeql.node;

import dev.rearview.timeql.plan.NodePart;
import dev.rearview.timeql.plan.RowOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/**
 * {@code ORDER BY … LIMIT n}: the first by the keys; of equal ones those that came first. They are
 * held in memory as far as that is allowed; beyond, those that are last by the keys are left out,
 * and the report says so.
 */
final class TopRows extends RowCollector {
  private static final int MOST = 1_000_001;

  /** Bytes of rows that are held. */
  static final long MOST_BYTES = 96L << 20;

  /** What a row takes beside its values. */
  private static final int BESIDE = 160;

  private record Came(NodeRow row, long number) {}

  private final int wanted;
  private final long mostBytes;
  private final PriorityQueue<Came> held;
  private final Comparator<Came> order;
  private long number;
  private long bytes;
  private boolean overflowed;

  TopRows(NodePart part, Consumer<NodeRow> out, long mostBytes) {
    super(part, out, false);
    this.wanted = (int) (part.limit() == 0 ? MOST : Math.min(part.limit(), MOST));
    this.mostBytes = mostBytes;
    this.order =
        Comparator.comparing(Came::row, RowOrder.of(part.orderBy(), NodeRow::values))
            .thenComparingLong(Came::number);
    this.held = new PriorityQueue<>(order.reversed());
  }

  @Override
  void take(NodeRow row) {
    held.add(new Came(row, number++));
    bytes += bytes(row);
    if (held.size() > wanted) {
      bytes -= bytes(held.remove().row());
    }
    while (bytes > mostBytes && held.size() > 1) {
      bytes -= bytes(held.remove().row());
      overflowed = true;
    }
  }

  private static long bytes(NodeRow row) {
    return BESIDE + (row.values() instanceof RowColumns columns ? columns.bytes() : 0);
  }

  @Override
  List<String> boundsHit() {
    List<String> bounds = new ArrayList<>(super.boundsHit());
    if (overflowed) {
      bounds.add(
          "rows are put in order within %,d bytes of memory; those that are last by ORDER BY are left out: a LIMIT asks for fewer"
              .formatted(mostBytes));
    }
    return bounds;
  }

  @Override
  void finish() {
    List<Came> rows = new ArrayList<>(held);
    held.clear();
    rows.sort(order);
    rows.forEach(came -> give(came.row()));
  }
}
