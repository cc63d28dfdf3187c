package dev.rearview.engine;

import dev.rearview.engine.expression.Expression;
import dev.rearview.engine.expression.Expression.Comparator;
import dev.rearview.engine.record.Field;
import dev.rearview.engine.record.LogRecord;
import dev.rearview.engine.record.MapRecord;

/** Short ways to write rows and conditions in tests. */
public final class Rows {
  private static final long SECOND = 1_000_000_000L;

  private Rows() {}

  /** A row at a second, of stream {@code s}, with pairs of names and values. */
  public static LogRecord row(long second, Object... pairs) {
    return rowOf("s", second, pairs);
  }

  public static LogRecord rowOf(String stream, long second, Object... pairs) {
    MapRecord.Builder row =
        MapRecord.builder().tsNanos(second * SECOND).node("n").stream(stream).position(second);
    for (int i = 0; i < pairs.length; i += 2) {
      row.put((String) pairs[i], pairs[i + 1]);
    }
    return row.build();
  }

  public static Expression field(String name) {
    return new Expression.FieldValue(Field.named(name));
  }

  public static Expression literal(Object value) {
    return new Expression.Literal(value);
  }

  public static Expression is(String field, Object value) {
    return new Expression.Comparison(Comparator.EQUAL, field(field), literal(value));
  }

  public static Expression compare(Expression left, Comparator operator, Expression right) {
    return new Expression.Comparison(operator, left, right);
  }
}
