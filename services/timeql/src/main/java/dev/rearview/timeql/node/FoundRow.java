package dev.rearview.timeql.node;

import dev.rearview.engine.record.Field;
import dev.rearview.engine.record.LogRecord;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A row as a reading thread has found it.
 *
 * @param match whether it matches, not only stands near what may
 * @param afterGap whether records before it were passed over
 */
record FoundRow(
    RowColumns values, long tsNanos, String stream, long position, boolean match, boolean afterGap)
    implements LogRecord {

  /** As it travels: in a window of context, or without one in the group 0. */
  NodeRow row(boolean context, int group) {
    return new NodeRow(values, tsNanos, stream, position, context, group);
  }

  @Override
  public @Nullable Object get(Field field) {
    return null;
  }

  @Override
  public String node() {
    return "";
  }

  @Override
  public void forEachField(BiConsumer<? super String, Object> sink) {
    // the values have places, not names
  }
}
