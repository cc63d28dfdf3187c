package dev.rearview.timeql.merge;

import dev.rearview.engine.aggregate.PartialGroup;
import dev.rearview.engine.order.PackedRows;
import dev.rearview.engine.order.RowPacker;
import dev.rearview.timeql.node.NodeRow;
import org.jspecify.annotations.Nullable;

/**
 * What one node, or one service that holds records, sends for one fragment. Pulled by one thread; a
 * call blocks until something is there or the answer ended. One that breaks off simply ends, and
 * whoever made it knows that it is missing.
 */
public interface NodeAnswer extends AutoCloseable {
  /** The node's or service's name. */
  String node();

  /** The next row; null at the end, and where it sends groups. */
  @Nullable NodeRow next();

  /**
   * The next rows as few bytes, in any order; null at the end. Instead of {@link #next}, and only
   * of a fragment whose rows may come in any order.
   */
  default @Nullable PackedRows nextPacked() {
    RowPacker packer = new RowPacker("");
    for (NodeRow row = next(); row != null; row = next()) {
      packer.begin(row.tsNanos(), row.stream(), row.position());
      row.values().forEach(packer::value);
      if (packer.isFull()) {
        return packer.take();
      }
    }
    return packer.isEmpty() ? null : packer.take();
  }

  /** The next group; null at the end, and where it sends rows. */
  @Nullable PartialGroup nextGroup();

  @Override
  default void close() {}
}
