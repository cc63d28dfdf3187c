package dev.rearview.timeql.node;

import dev.rearview.timeql.plan.NodePart;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** {@code LAST n}: the newest matches, with the windows of context that they lie in. */
final class NewestRows extends RowCollector {
  private final int wanted;
  private List<NodeRow> rows = new ArrayList<>();
  private int held;

  NewestRows(NodePart part, Consumer<NodeRow> out) {
    super(part, out, false);
    this.wanted = (int) Math.min(part.limit(), 10_000_000);
  }

  @Override
  void take(NodeRow row) {
    rows.add(row);
    held += row.context() ? 0 : 1;
    if (held > 2 * wanted + 1_000) {
      forgetOld();
    }
  }

  private void forgetOld() {
    rows = newest(rows, wanted);
    held = (int) rows.stream().filter(row -> !row.context()).count();
  }

  /**
   * The newest matches of rows in order, with their context; older matches among it are context.
   */
  static List<NodeRow> newest(List<NodeRow> rows, int wanted) {
    Set<Integer> groups = new HashSet<>();
    int first = rows.size();
    int count = 0;
    for (int i = rows.size() - 1; i >= 0 && count < wanted; i--) {
      if (!rows.get(i).context()) {
        groups.add(rows.get(i).group());
        first = i;
        count++;
      }
    }
    List<NodeRow> kept = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      NodeRow row = rows.get(i);
      if (row.context() || i < first) {
        if (row.group() != 0 && groups.contains(row.group())) {
          kept.add(asContext(row));
        }
      } else {
        kept.add(row);
      }
    }
    return kept;
  }

  private static NodeRow asContext(NodeRow row) {
    return row.context()
        ? row
        : new NodeRow(row.values(), row.tsNanos(), row.stream(), row.position(), true, row.group());
  }

  @Override
  void finish() {
    forgetOld();
    rows.forEach(this::give);
    rows = new ArrayList<>();
  }
}
