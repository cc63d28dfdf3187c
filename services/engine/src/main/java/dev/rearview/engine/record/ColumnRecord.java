package dev.rearview.engine.record;

import dev.rearview.model.Level;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A row of values by their places: what a {@link MapRecord} is, in a tenth of the room. */
public final class ColumnRecord implements LogRecord {
  private final Columns columns;
  private final @Nullable Object[] values;
  private final long tsNanos;
  private final String node;
  private final String stream;
  private final long position;

  /**
   * @param values one for each column, null for NULL; not to be changed any more
   */
  public ColumnRecord(
      Columns columns,
      @Nullable Object[] values,
      long tsNanos,
      String node,
      String stream,
      long position) {
    if (values.length != columns.size()) {
      throw new IllegalArgumentException(
          "%d values for %d columns".formatted(values.length, columns.size()));
    }
    this.columns = columns;
    this.values = values;
    this.tsNanos = tsNanos;
    this.node = node;
    this.stream = stream;
    this.position = position;
  }

  @Override
  public long tsNanos() {
    return tsNanos;
  }

  @Override
  public @Nullable Object get(Field field) {
    int place = columns.place(field);
    Object own = place < 0 ? null : values[place];
    if (own != null && field.isId()) {
      own = Values.text(own);
    }
    return switch (field.builtIn()) {
      case TS -> tsNanos != NO_TIME ? ts() : own;
      case NODE -> own != null ? own : emptyAsNull(node);
      case STREAM -> own != null ? own : emptyAsNull(stream);
      case LEVEL -> own instanceof String text ? Level.of(text) : own;
      case ERROR_OCCURRED -> own != null ? own : (Object) errorOccurred();
      case null, default -> own;
    };
  }

  private boolean errorOccurred() {
    return (get(Field.LEVEL) instanceof Level level && level.isAtLeast(Level.ERROR))
        || "error".equals(text(Field.KIND));
  }

  private static @Nullable String emptyAsNull(String text) {
    return text.isEmpty() ? null : text;
  }

  /** The value at a place of its columns. */
  public @Nullable Object value(int place) {
    return values[place];
  }

  @Override
  public String node() {
    return node;
  }

  @Override
  public String stream() {
    return stream;
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public void forEachField(BiConsumer<? super String, Object> sink) {
    for (int i = 0; i < values.length; i++) {
      Object value = values[i];
      if (value != null) {
        sink.accept(columns.names().get(i), value);
      }
    }
  }
}
