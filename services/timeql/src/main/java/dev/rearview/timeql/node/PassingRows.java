package dev.rearview.timeql.node;

import dev.rearview.timeql.plan.NodePart;
import java.util.function.Consumer;

/** Rows go on as they are found, up to the limit. */
final class PassingRows extends RowCollector {
  PassingRows(NodePart part, Consumer<NodeRow> out) {
    super(part, out, true);
  }

  @Override
  void take(NodeRow row) {
    give(row);
  }

  @Override
  void finish() {
    // nothing is held
  }
}
