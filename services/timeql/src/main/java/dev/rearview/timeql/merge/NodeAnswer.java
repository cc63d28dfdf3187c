package dev.rearview.timeql.merge;

import dev.rearview.engine.aggregate.PartialGroup;
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

  /** The next group; null at the end, and where it sends rows. */
  @Nullable PartialGroup nextGroup();

  @Override
  default void close() {}
}
