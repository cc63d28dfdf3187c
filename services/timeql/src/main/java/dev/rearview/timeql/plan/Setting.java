package dev.rearview.timeql.plan;

import dev.rearview.engine.record.Times;
import dev.rearview.timeql.syntax.Expr;
import dev.rearview.timeql.syntax.Expr.Literal;
import dev.rearview.timeql.syntax.Position;
import dev.rearview.timeql.syntax.Printer;
import dev.rearview.timeql.syntax.Statement;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is the same for all parts of one statement. */
record Setting(Request request, TimeLiterals times) {

  static Setting of(Request request, @Nullable Literal zone) {
    return new Setting(
        request, new TimeLiterals(request.nowMs(), TimeLiterals.zone(zone, request.zone())));
  }

  Scope records() {
    return Scope.ofRecords(times);
  }

  /** A condition over records; null stays null. */
  @Nullable Condition condition(@Nullable Expr expr) {
    if (expr == null) {
      return null;
    }
    Expr absolute = new Absolute(records()).expr(expr);
    return new Condition(new ExprResolver(records()).condition(absolute), absolute);
  }

  long ms(Literal time) {
    return times.resolve(time).toEpochMilli();
  }

  long msOr(@Nullable Literal time, long otherwise) {
    return time == null ? otherwise : ms(time);
  }

  /** The limit that holds, and whether it was asked for. */
  Limit limit(@Nullable Literal asked, String clause) {
    if (asked == null) {
      return new Limit(request.maxRows(), false);
    }
    int count = Literals.count(asked, clause, 1, 1_000_000_000);
    return count <= request.maxRows()
        ? new Limit(count, true)
        : new Limit(request.maxRows(), false);
  }

  /**
   * How many rows at most.
   *
   * @param asked whether the statement says so; else it is the request's bound
   */
  record Limit(int rows, boolean asked) {
    /** What a node is asked for: one more shows that a bound cut the answer. */
    int ofNode() {
      return asked ? rows : rows + 1;
    }
  }

  Fragment fragment(Source source, Statement.Select select, TimeRange range) {
    long limit = select.limit() instanceof Expr.Int n ? n.value() : 0;
    return new Fragment(
        source,
        Printer.print(select),
        range,
        times.zone(),
        request.nowMs(),
        request.world(),
        limit,
        select.follow());
  }

  /** A range as it is written in a fragment. */
  static Statement.Range written(TimeRange range) {
    return range.isEverything()
        ? new Statement.Range.Everything()
        : new Statement.Range.Between(
            Position.NONE,
            range.hasFrom() ? time(range.fromNanos()) : null,
            range.hasTo() ? time(range.toNanos()) : null);
  }

  private static Literal time(long nanos) {
    Instant instant = Times.instant(nanos);
    return new Expr.Text(Position.NONE, instant.toString());
  }

  static Literal number(long value) {
    return new Expr.Int(Position.NONE, value);
  }

  static Expr.Field field(String name) {
    return new Expr.Field(Position.NONE, List.of(name.split("\\.")));
  }

  static Expr.Call call(String name, Expr argument) {
    return new Expr.Call(Position.NONE, name, List.of(argument), false, false, null);
  }

  static @Nullable Expr and(@Nullable Expr left, @Nullable Expr right) {
    if (left == null || right == null) {
      return left == null ? right : left;
    }
    return new Expr.And(Position.NONE, List.of(left, right));
  }

  static Expr notNull(Expr expr) {
    return new Expr.Not(Position.NONE, new Expr.IsNull(Position.NONE, expr));
  }
}
