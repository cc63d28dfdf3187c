package dev.rearview.timeql.plan;

import dev.rearview.timeql.syntax.Expr;
import dev.rearview.timeql.syntax.Position;
import dev.rearview.timeql.syntax.Rewrite;
import dev.rearview.timeql.syntax.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code IN (SELECT …)}: run first, then put back as a list. While {@link #next} finds one: plan
 * and run it, and go on with what {@link #bind} gives.
 */
public final class Subqueries {
  /** Most different values that a subquery may give; more is a bound that was hit. */
  public static final int MAX_VALUES = 100_000;

  private Subqueries() {}

  /** The first subquery that has none inside it. */
  public static Optional<Statement.Select> next(Statement statement) {
    Find find = new Find();
    find.statement(statement);
    return Optional.ofNullable(find.found);
  }

  /**
   * The statement with the values in place of a subquery. NULLs are left out; in nothing is
   * nothing.
   *
   * @param subquery one that {@link #next} gave
   * @param values of its one column
   */
  public static Statement bind(
      Statement statement,
      Statement.Select subquery,
      Collection<? extends @Nullable Object> values) {
    Set<Object> different = new LinkedHashSet<>();
    for (Object value : values) {
      if (value != null && different.size() < MAX_VALUES) {
        different.add(value);
      }
    }
    List<Expr> items = new ArrayList<>(different.size());
    different.forEach(value -> items.add(Literals.of(Position.NONE, value)));
    return new Rewrite() {
      @Override
      protected Expr replace(Expr expr) {
        if (!(expr instanceof Expr.InQuery in) || !in.query().equals(subquery)) {
          return expr;
        }
        return items.isEmpty()
            ? new Expr.Truth(in.at(), false)
            : new Expr.In(in.at(), in.value(), items);
      }
    }.statement(statement);
  }

  private static final class Find extends Rewrite {
    private Statement.@Nullable Select found;

    @Override
    protected Expr replace(Expr expr) {
      if (found == null && expr instanceof Expr.InQuery in) {
        found = in.query();
      }
      return expr;
    }
  }
}
