package dev.rearview.timeql.plan;

import dev.rearview.timeql.syntax.Expr;
import dev.rearview.timeql.syntax.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The most that can be said of a row alone by a condition that also looks at other steps' rows: it
 * lets through every row that could meet the condition, and hardly more.
 */
final class Relaxed {
  private final Set<String> otherSteps;
  private final @Nullable String ownStep;

  /**
   * @param otherSteps folded names of the steps that the condition may look at
   * @param ownStep folded name of its own step; null where it has none
   */
  Relaxed(Set<String> otherSteps, @Nullable String ownStep) {
    this.otherSteps = otherSteps;
    this.ownStep = ownStep;
  }

  /** Null where every row could meet it. */
  @Nullable Expr of(Expr condition) {
    return of(condition, true);
  }

  private @Nullable Expr of(Expr expr, boolean positive) {
    return switch (expr) {
      case Expr.And e -> positive ? all(e.operands(), true) : any(e.operands(), false);
      case Expr.Or e -> positive ? any(e.operands(), true) : all(e.operands(), false);
      case Expr.Not e when looksElsewhere(e) -> of(e.operand(), !positive);
      default -> {
        if (looksElsewhere(expr)) {
          yield null;
        }
        Expr own = new OwnFields().expr(expr);
        yield positive ? own : new Expr.Not(Position.NONE, own);
      }
    };
  }

  private @Nullable Expr all(List<Expr> operands, boolean positive) {
    List<Expr> known = new ArrayList<>();
    for (Expr operand : operands) {
      Expr relaxed = of(operand, positive);
      if (relaxed != null) {
        known.add(relaxed);
      }
    }
    return switch (known.size()) {
      case 0 -> null;
      case 1 -> known.getFirst();
      default -> new Expr.And(Position.NONE, known);
    };
  }

  private @Nullable Expr any(List<Expr> operands, boolean positive) {
    List<Expr> known = new ArrayList<>();
    for (Expr operand : operands) {
      Expr relaxed = of(operand, positive);
      if (relaxed == null) {
        return null;
      }
      known.add(relaxed);
    }
    return new Expr.Or(Position.NONE, known);
  }

  private boolean looksElsewhere(Expr expr) {
    boolean[] found = new boolean[1];
    new dev.rearview.timeql.syntax.Rewrite() {
      @Override
      protected Expr replace(Expr e) {
        found[0] |=
            e instanceof Expr.Field field
                && field.path().size() > 1
                && otherSteps.contains(Scope.fold(field.path().getFirst()));
        return e;
      }
    }.expr(expr);
    return found[0];
  }

  /** The step's own name before a field says nothing more. */
  private final class OwnFields extends dev.rearview.timeql.syntax.Rewrite {
    @Override
    protected Expr replace(Expr e) {
      return e instanceof Expr.Field field
              && field.path().size() > 1
              && ownStep != null
              && Scope.fold(field.path().getFirst()).equals(ownStep)
          ? new Expr.Field(field.at(), field.path().subList(1, field.path().size()))
          : e;
    }
  }
}
