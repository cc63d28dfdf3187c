package dev.rearview.timeql.node;

import dev.rearview.engine.order.KeptRuns;
import dev.rearview.engine.order.SpillArea;
import dev.rearview.timeql.plan.NodePart;
import dev.rearview.timeql.plan.RowOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * {@code ORDER BY … LIMIT n}: the first by the keys; of equal ones those that came first. They are
 * held in memory as far as that is allowed, and go to the disk as sorted runs, where there is one;
 * beyond, those that are last by the keys are left out, and the report says so.
 */
final class TopRows extends RowCollector {
  private static final int MOST = 1_000_001;

  /** Bytes of rows that are held. */
  static final long MOST_BYTES = 96L << 20;

  /** What a row takes beside its values. */
  private static final int BESIDE = 160;

  /** Of a kept row, values before its own: stream, whether it is context, group. */
  private static final int OWN = 3;

  private record Came(NodeRow row, long number) {}

  /** A run at its next row. */
  private record Head(NodeRow row, int number, KeptRuns.Run run) {}

  private final int wanted;
  private final long mostBytes;
  private final SpillArea area;
  private final KeptRuns runs;
  private final PriorityQueue<Came> held;
  private final Comparator<NodeRow> keys;
  private final Comparator<Came> order;
  private final PriorityQueue<Head> heads;
  private long number;
  private long bytes;
  private boolean diskIsFull;
  private boolean overflowed;
  private int given;

  /** What is in memory where the rest is on the disk. */
  private List<Came> inMemory = List.of();

  private int nextInMemory;

  TopRows(NodePart part, Consumer<NodeRow> out, long mostBytes, SpillArea area) {
    super(part, out, false);
    this.wanted = (int) (part.limit() == 0 ? MOST : Math.min(part.limit(), MOST));
    this.mostBytes = mostBytes;
    this.area = area;
    this.runs = new KeptRuns(area);
    this.diskIsFull = area.maxBytes() == 0;
    this.keys = RowOrder.of(part.orderBy(), NodeRow::values);
    this.order = Comparator.comparing(Came::row, keys).thenComparingLong(Came::number);
    this.held = new PriorityQueue<>(order.reversed());
    this.heads =
        new PriorityQueue<>(Comparator.comparing(Head::row, keys).thenComparingInt(Head::number));
  }

  @Override
  void take(NodeRow row) {
    held.add(new Came(row, number++));
    bytes += bytes(row);
    if (held.size() > wanted) {
      bytes -= bytes(held.remove().row());
    }
    if (bytes > mostBytes && held.size() > 1 && keep()) {
      return;
    }
    while (bytes > mostBytes && held.size() > 1) {
      bytes -= bytes(held.remove().row());
      overflowed = true;
    }
  }

  /** Puts what is held on the disk; whether there was room. */
  private boolean keep() {
    if (diskIsFull) {
      return false;
    }
    List<Came> rows = new ArrayList<>(held);
    rows.sort(order);
    diskIsFull = !runs.keep(rows.stream().map(came -> kept(came.row())).iterator());
    if (!diskIsFull) {
      held.clear();
      bytes = 0;
    }
    return !diskIsFull;
  }

  private static KeptRuns.Row kept(NodeRow row) {
    List<@Nullable Object> values = new ArrayList<>(OWN + row.values().size());
    values.add(row.stream());
    values.add(row.context());
    values.add((long) row.group());
    values.addAll(RowColumns.of(row.values()).kept());
    return new KeptRuns.Row(row.tsNanos(), row.position(), values);
  }

  private static NodeRow row(KeptRuns.Row kept) {
    List<@Nullable Object> values = kept.values();
    return new NodeRow(
        RowColumns.ofKept(values.subList(OWN, values.size())),
        kept.tsNanos(),
        String.valueOf(values.get(0)),
        kept.position(),
        Boolean.TRUE.equals(values.get(1)),
        values.get(2) instanceof Long group ? (int) (long) group : 0);
  }

  private static long bytes(NodeRow row) {
    return BESIDE + (row.values() instanceof RowColumns columns ? columns.bytes() : 0);
  }

  @Override
  List<String> boundsHit() {
    List<String> bounds = new ArrayList<>(super.boundsHit());
    if (overflowed) {
      String disk = area.maxBytes() == 0 ? "" : " and %,d bytes of disk".formatted(area.maxBytes());
      String trouble = runs.trouble();
      bounds.add(
          "rows are put in order within %,d bytes of memory%s%s; others, the last by ORDER BY of those that were in memory, are left out: a LIMIT asks for fewer"
              .formatted(
                  mostBytes,
                  disk,
                  trouble == null ? "" : " (which could not be written: " + trouble + ")"));
    }
    return bounds;
  }

  /** What was on the disk is given when it is asked for, with what is still in memory. */
  @Override
  void finish() {
    List<Came> rows = new ArrayList<>(held);
    rows.sort(order);
    held.clear();
    bytes = 0;
    if (runs.isEmpty()) {
      rows.forEach(came -> give(came.row()));
      return;
    }
    inMemory = rows;
    int run = 0;
    for (KeptRuns.Run kept : runs.runs()) {
      advance(run++, kept);
    }
  }

  private void advance(int run, KeptRuns.Run kept) {
    KeptRuns.Row row = kept.next();
    if (row != null) {
      heads.add(new Head(row(row), run, kept));
    }
  }

  /** Of equal rows those in memory came last. */
  @Override
  @Nullable NodeRow rest() {
    NodeRow memory = nextInMemory < inMemory.size() ? inMemory.get(nextInMemory).row() : null;
    Head head = heads.peek();
    if (given == wanted || (head == null && memory == null)) {
      return null;
    }
    given++;
    if (head == null || (memory != null && keys.compare(memory, head.row()) < 0)) {
      nextInMemory++;
      return memory;
    }
    heads.remove();
    advance(head.number(), head.run());
    return head.row();
  }

  @Override
  void close() {
    heads.clear();
    inMemory = List.of();
    runs.close();
  }
}
