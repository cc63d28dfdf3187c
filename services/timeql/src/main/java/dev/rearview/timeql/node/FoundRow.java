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
record FoundRow(NodeRow row, boolean match, boolean afterGap) implements LogRecord {

  @Override
  public long tsNanos() {
    return row.tsNanos();
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
}
