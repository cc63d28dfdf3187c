package dev.rearview.engine.expression;

import dev.rearview.engine.record.Values;
import org.jspecify.annotations.Nullable;

/** Compares values knowing what they were taken from: ids are compared as text. */
final class Compared {
  private Compared() {}

  static @Nullable Integer compare(
      Expression from, @Nullable Object left, Expression to, @Nullable Object right) {
    return isId(from) || isId(to) ? Values.compareAsText(left, right) : Values.compare(left, right);
  }

  static boolean equal(@Nullable Object left, Object right) {
    Integer order = Values.compare(left, right);
    return order != null && order == 0;
  }

  private static boolean isId(Expression expression) {
    return switch (expression) {
      case Expression.FieldValue f -> f.field().isId();
      case Expression.StepValue s -> s.field().isId();
      default -> false;
    };
  }
}
