package dev.rearview.timeql.plan;

import dev.rearview.timeql.plan.Scope.Type;
import dev.rearview.timeql.syntax.Expr;
import dev.rearview.timeql.syntax.Expr.Literal;
import dev.rearview.timeql.syntax.Rewrite;

/**
 * Writes times that stand beside a time as absolute ones in UTC, so that an expression means the
 * same whenever and wherever it is read.
 */
final class Absolute extends Rewrite {
  private final LiteralsBeside literals;
  private final TimeLiterals times;

  Absolute(Scope scope) {
    this.literals = new LiteralsBeside(scope);
    this.times = scope.times();
  }

  @Override
  protected Expr replace(Expr expr) {
    return switch (expr) {
      case Expr.Compare e ->
          new Expr.Compare(
              e.at(), e.operator(), beside(e.right(), e.left()), beside(e.left(), e.right()));
      case Expr.Between e ->
          new Expr.Between(
              e.at(), e.value(), beside(e.value(), e.low()), beside(e.value(), e.high()));
      case Expr.In e ->
          new Expr.In(
              e.at(), e.value(), e.items().stream().map(item -> beside(e.value(), item)).toList());
      default -> expr;
    };
  }

  private Expr beside(Expr other, Expr expr) {
    boolean isTime =
        expr instanceof Expr.Text
            || expr instanceof Expr.Span
            || expr instanceof Expr.Int
            || expr instanceof Expr.Real;
    return isTime && literals.type(other) == Type.TIME
        ? new Expr.Text(expr.at(), times.resolve((Literal) expr).toString())
        : expr;
  }
}
