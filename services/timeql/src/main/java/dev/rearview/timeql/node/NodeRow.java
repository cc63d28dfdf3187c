package dev.rearview.timeql.node;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row as it travels from a node.
 *
 * @param values one for each column of the fragment; for {@code *} a list of names and values in
 *     turn. They are {@link RowColumns}
 * @param tsNanos epoch nanoseconds, {@link dev.rearview.engine.record.LogRecord#NO_TIME} where the
 *     record has no time; with a number of rows of context, {@link
 *     dev.rearview.engine.scan.FileRecord#orderNanos}
 * @param stream canonical text of its stream
 * @param position rises within the stream
 * @param context whether it is a record around a match, not a match
 * @param group which window of context, from 1; 0 without context
 */
public record NodeRow(
    List<@Nullable Object> values,
    long tsNanos,
    String stream,
    long position,
    boolean context,
    int group) {
  public NodeRow {
    values = RowColumns.of(values);
  }

  /** The same row in a window of context. */
  NodeRow inGroup(boolean isContext, int number) {
    return isContext == context && number == group
        ? this
        : new NodeRow(values, tsNanos, stream, position, isContext, number);
  }
}
