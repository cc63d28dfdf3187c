package dev.rearview.timeql.node;

import dev.rearview.engine.expression.Expression;
import dev.rearview.engine.record.LogRecord;
import dev.rearview.timeql.plan.NodePart;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A record's values for the fragment's columns. */
final class RowValues {
  private final List<@Nullable Expression> columns;

  RowValues(NodePart part) {
    this.columns = part.values() == null ? List.of() : part.values();
  }

  NodeRow of(LogRecord record, boolean context, int group) {
    List<@Nullable Object> values = new ArrayList<>(columns.size());
    for (Expression column : columns) {
      values.add(column == null ? everything(record) : column.value(record));
    }
    return new NodeRow(
        values, record.tsNanos(), record.stream(), record.position(), context, group);
  }

  /** Names and values in turn: their order would be lost in a map that travels. */
  static List<Object> everything(LogRecord record) {
    List<Object> all = new ArrayList<>();
    record.forEachField((name, value) -> {
      all.add(name);
      all.add(value);
    });
    return all;
  }
}
