package dev.rearview.timeql.plan;

import dev.rearview.engine.expression.Expression;
import dev.rearview.engine.record.LogRecord;
import dev.rearview.timeql.syntax.Expr;
import dev.rearview.timeql.syntax.Printer;

/**
 * A condition, resolved.
 *
 * @param expression to be evaluated here
 * @param syntax the same with parameters and relative times resolved, to be sent elsewhere
 */
public record Condition(Expression expression, Expr syntax) {

  /** Canonical TimeQL; {@link Planner#condition} reads it. */
  public String text() {
    return Printer.print(syntax);
  }

  public boolean holds(LogRecord record) {
    return expression.holds(record);
  }

  @Override
  public String toString() {
    return text();
  }
}
