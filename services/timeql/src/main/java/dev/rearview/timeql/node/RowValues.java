package dev.rearview.timeql.node;

import dev.rearview.engine.context.ContextSize;
import dev.rearview.engine.expression.Expression;
import dev.rearview.engine.record.Field;
import dev.rearview.engine.record.LogRecord;
import dev.rearview.engine.scan.FileRecord;
import dev.rearview.timeql.plan.NodePart;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A record's values for the fragment's columns. For one thread. */
final class RowValues {
  /** Raw texts are copied into blocks of this size. */
  private static final int BLOCK_BYTES = 32 * 1024;

  private static final byte[] NO_BLOCK = {};

  private final @Nullable Expression[] columns;
  private final boolean[] isRaw;
  private final boolean hasRaw;

  /** What the values are where all of them are the raw text. */
  private final Object @Nullable [] onlyRaw;

  /** Whether rows are passed on soon; else one that is kept must not keep the block of others. */
  private final boolean sharesBlocks;

  /** Whether the time is more than what rows are ordered by. */
  private final boolean isTimed;

  private byte[] block = NO_BLOCK;
  private int used;

  RowValues(NodePart part) {
    List<@Nullable Expression> all = part.values() == null ? List.of() : part.values();
    this.columns = all.toArray(Expression[]::new);
    this.isRaw = new boolean[columns.length];
    boolean any = false;
    boolean only = columns.length > 0;
    for (int i = 0; i < columns.length; i++) {
      isRaw[i] =
          columns[i] instanceof Expression.FieldValue value && value.field().equals(Field.RAW);
      any |= isRaw[i];
      only &= isRaw[i];
    }
    // Where rows are compared by the text, it is made once.
    this.hasRaw = any && part.orderBy().stream().noneMatch(key -> isRaw[key.place()]);
    this.sharesBlocks = !part.last() && part.orderBy().isEmpty();
    ContextSize context = part.context();
    this.isTimed = context == null || context.around() != null;
    this.onlyRaw = only ? new Object[columns.length] : null;
    if (onlyRaw != null) {
      Arrays.fill(onlyRaw, RowColumns.RAW);
    }
  }

  /**
   * The row of a record of a file.
   *
   * @param seen the record with the fields that are extracted from it
   */
  FoundRow found(LogRecord seen, FileRecord lent, boolean match, boolean afterGap) {
    long nanos = isTimed ? lent.tsNanos() : lent.orderNanos();
    return new FoundRow(values(seen), nanos, lent.stream(), lent.position(), match, afterGap);
  }

  /** The row of a record that comes from where records are seen one by one. */
  NodeRow of(LogRecord record, boolean context, int group) {
    return new NodeRow(
        values(record), record.tsNanos(), record.stream(), record.position(), context, group);
  }

  RowColumns values(LogRecord record) {
    if (hasRaw && record instanceof FileRecord file) {
      return withRaw(file);
    }
    @Nullable Object[] values = new Object[columns.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(columns[i], record);
    }
    return new RowColumns(values, NO_BLOCK, 0, 0);
  }

  private RowColumns withRaw(FileRecord file) {
    @Nullable Object[] values = onlyRaw;
    if (values == null) {
      values = new Object[columns.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = isRaw[i] ? RowColumns.RAW : value(columns[i], file);
      }
    }
    int length = file.to() - file.from();
    int at = room(length);
    System.arraycopy(file.bytes(), file.from(), block, at, length);
    return new RowColumns(values, block, at, at + length);
  }

  /** Where so many bytes go in the block, which may be a new one. */
  private int room(int length) {
    if (!sharesBlocks || length > block.length - used) {
      block = new byte[sharesBlocks ? Math.max(length, BLOCK_BYTES) : length];
      used = 0;
    }
    int at = used;
    used += length;
    return at;
  }

  private static @Nullable Object value(@Nullable Expression column, LogRecord record) {
    return column == null ? everything(record) : column.value(record);
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
