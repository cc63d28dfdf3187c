package dev.rearview.timeql.merge;

import dev.rearview.engine.record.BuiltIn;
import dev.rearview.engine.record.Field;
import dev.rearview.engine.record.LogRecord;
import dev.rearview.engine.record.MapRecord;
import dev.rearview.timeql.node.NodeRow;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A node's row as a record, so that the engine can order it.
 *
 * @param answer number of the answer that it came in
 */
record Carried(String node, int answer, NodeRow row) implements LogRecord {

  @Override
  public long tsNanos() {
    return row.tsNanos();
  }

  @Override
  public @Nullable Object get(Field field) {
    BuiltIn builtIn = field.builtIn();
    return builtIn == BuiltIn.TS ? ts() : builtIn == BuiltIn.NODE ? node : null;
  }

  @Override
  public String stream() {
    return row.stream();
  }

  @Override
  public long position() {
    return row.position();
  }

  @Override
  public void forEachField(BiConsumer<? super String, Object> sink) {
    // the values have places, not names
  }

  /** A record with the values under the names of the fields that they were taken from. */
  MapRecord.Builder named(List<String> inputs) {
    MapRecord.Builder record =
        MapRecord.builder().tsNanos(row.tsNanos()).node(node).stream(row.stream())
            .position(row.position());
    for (int i = 0; i < inputs.size(); i++) {
      record.put(inputs.get(i), row.values().get(i));
    }
    return record;
  }
}
