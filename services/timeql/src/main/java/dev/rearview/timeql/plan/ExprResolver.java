package dev.rearview.timeql.plan;

import dev.rearview.engine.expression.Expression;
import dev.rearview.engine.expression.LikePattern;
import dev.rearview.engine.expression.ValueSet;
import dev.rearview.engine.pattern.Regex;
import dev.rearview.engine.pattern.RegexRefusedException;
import dev.rearview.engine.record.Field;
import dev.rearview.engine.template.TemplateMiner;
import dev.rearview.timeql.plan.Scope.Type;
import dev.rearview.timeql.syntax.Expr;
import dev.rearview.timeql.syntax.Nearest;
import dev.rearview.timeql.syntax.TimeQlException;
import dev.rearview.timeql.syntax.TimeQlException.Code;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns expressions as written into expressions that can be evaluated. */
final class ExprResolver {
  /** Lists longer than this are looked up by hash. */
  private static final int LONG_LIST = 16;

  private final Scope scope;
  private final LiteralsBeside literals;

  ExprResolver(Scope scope) {
    this.scope = scope;
    this.literals = new LiteralsBeside(scope);
  }

  /** An expression that is to be true or not. */
  Expression condition(Expr expr) {
    return switch (expr) {
      case Expr.And e -> new Expression.And(e.operands().stream().map(this::condition).toList());
      case Expr.Or e -> new Expression.Or(e.operands().stream().map(this::condition).toList());
      case Expr.Not e -> new Expression.Not(condition(e.operand()));
      case Expr.Truth e -> new Expression.Literal(e.value());
      case Expr.Null e -> new Expression.Literal(null);
      case Expr.Literal e -> throw noCondition(e);
      case Expr.Arithmetic e -> throw noCondition(e);
      case Expr.Negate e -> throw noCondition(e);
      case Expr.Field e -> value(e);
      case Expr.Call e -> value(e);
      case Expr.Compare e -> value(e);
      case Expr.Between e -> value(e);
      case Expr.IsNull e -> value(e);
      case Expr.In e -> value(e);
      case Expr.InQuery e -> value(e);
    };
  }

  private static TimeQlException noCondition(Expr expr) {
    return TimeQlException.meaning(
        expr.at(), Literals.shown(expr), "a condition such as level >= ERROR");
  }

  /** Any expression. */
  Expression value(Expr expr) {
    Expression derived = column(expr);
    if (derived != null) {
      return derived;
    }
    return switch (expr) {
      case Expr.Literal e -> new Expression.Literal(literals.alone(e));
      case Expr.Field e -> field(e);
      case Expr.Call e -> call(e);
      case Expr.Negate e ->
          new Expression.Arithmetic(
              Expression.ArithmeticOperator.SUBTRACT,
              new Expression.Literal(0L),
              value(e.operand()));
      case Expr.Arithmetic e ->
          new Expression.Arithmetic(operator(e.operator()), value(e.left()), value(e.right()));
      case Expr.Compare e -> compare(e);
      case Expr.Between e ->
          new Expression.Between(
              value(e.value()), beside(e.value(), e.low()), beside(e.value(), e.high()));
      case Expr.IsNull e -> new Expression.IsNull(value(e.value()), false);
      case Expr.In e -> in(e);
      case Expr.InQuery e ->
          throw TimeQlException.meaning(
              e.at(), "a subquery here", "a subquery only in the WHERE of a SELECT");
      case Expr.And e -> condition(e);
      case Expr.Or e -> condition(e);
      case Expr.Not e when e.operand() instanceof Expr.IsNull isNull ->
          new Expression.IsNull(value(isNull.value()), true);
      case Expr.Not e -> condition(e);
    };
  }

  /** A whole expression that a derived row has as a column. */
  private @Nullable Expression column(Expr expr) {
    if (scope.columns() == null || expr instanceof Expr.Literal) {
      return null;
    }
    Scope.Column column = scope.columns().get(Shape.of(expr));
    return column == null ? null : new Expression.FieldValue(column.field());
  }

  private Expression field(Expr.Field field) {
    if (scope.columns() != null) {
      String names =
          String.join(
              ", ", scope.columns().values().stream().map(Scope.Column::shown).distinct().toList());
      throw new TimeQlException(
          Code.MEANING,
          field.at(),
          "'" + field.name() + "'",
          "a column of " + scope.derived() + ": " + names,
          Nearest.of(
              field.name(), scope.columns().values().stream().map(Scope.Column::shown).toList()));
    }
    List<String> path = field.path();
    if (path.size() > 1) {
      String first = Scope.fold(path.getFirst());
      List<String> rest = path.subList(1, path.size());
      if (scope.ownStep() != null && first.equals(Scope.fold(scope.ownStep()))) {
        return new Expression.FieldValue(Field.path(rest));
      }
      String step = scope.steps().get(first);
      if (step != null) {
        return new Expression.StepValue(step, Field.path(rest));
      }
    }
    return new Expression.FieldValue(Field.path(path));
  }

  private Expression call(Expr.Call call) {
    if (Functions.isAggregate(call)) {
      throw TimeQlException.meaning(
          call.at(),
          "the aggregate " + Literals.shown(call),
          "an aggregate only in the columns, HAVING and ORDER BY of a SELECT, and not in another");
    }
    return switch (Functions.name(call)) {
      case "bucket" -> {
        if (scope.columns() != null) {
          throw Functions.shape(call, "the same bucket in GROUP BY");
        }
        Duration[] bucket = Functions.bucket(call);
        yield new Expression.Bucket(new Expression.FieldValue(Field.TS), bucket[0], bucket[1]);
      }
      case "template" -> {
        if (call.arguments().size() != 1 || call.star() || call.distinct()) {
          throw Functions.shape(call, "template(message)");
        }
        yield new Expression.Template(value(call.arguments().getFirst()), new TemplateMiner());
      }
      default -> throw Functions.unknown(call);
    };
  }

  private static Expression.ArithmeticOperator operator(Expr.ArithmeticOperator operator) {
    return switch (operator) {
      case PLUS -> Expression.ArithmeticOperator.ADD;
      case MINUS -> Expression.ArithmeticOperator.SUBTRACT;
      case TIMES -> Expression.ArithmeticOperator.MULTIPLY;
      case OVER -> Expression.ArithmeticOperator.DIVIDE;
    };
  }

  /** One side of a comparison, read as what the other side is. */
  private Expression beside(Expr other, Expr expr) {
    Object[] constant = literals.beside(other, expr);
    return constant != null ? new Expression.Literal(constant[0]) : value(expr);
  }

  private Expression compare(Expr.Compare e) {
    return switch (e.operator()) {
      case EQUAL -> comparison(Expression.Comparator.EQUAL, e);
      case NOT_EQUAL -> comparison(Expression.Comparator.NOT_EQUAL, e);
      case LESS -> comparison(Expression.Comparator.LESS, e);
      case AT_MOST -> comparison(Expression.Comparator.LESS_OR_EQUAL, e);
      case GREATER -> comparison(Expression.Comparator.GREATER, e);
      case AT_LEAST -> comparison(Expression.Comparator.GREATER_OR_EQUAL, e);
      case FINDS -> new Expression.Matches(value(e.left()), regex(e.right()), false);
      case FINDS_NOT -> new Expression.Matches(value(e.left()), regex(e.right()), true);
      case CONTAINS -> new Expression.Contains(value(e.left()), value(e.right()));
      case STARTS_WITH -> new Expression.StartsWith(value(e.left()), value(e.right()));
      case LIKE -> new Expression.Like(value(e.left()), new LikePattern(pattern(e.right())));
    };
  }

  private Expression comparison(Expression.Comparator operator, Expr.Compare e) {
    return new Expression.Comparison(
        operator, beside(e.right(), e.left()), beside(e.left(), e.right()));
  }

  private static String pattern(Expr expr) {
    if (expr instanceof Expr.Text text) {
      return text.value();
    }
    throw TimeQlException.meaning(expr.at(), Literals.shown(expr), "a pattern in '…'");
  }

  static Regex regex(Expr expr) {
    String pattern = pattern(expr);
    try {
      return Regex.compile(pattern);
    } catch (RegexRefusedException e) {
      throw TimeQlException.meaning(
          expr.at(), Literals.shown(expr), "a pattern in RE2 syntax: " + e.getMessage());
    }
  }

  private Expression in(Expr.In e) {
    Expression operand = value(e.value());
    List<Expression> candidates = new ArrayList<>(e.items().size());
    List<@Nullable Object> constants = new ArrayList<>(e.items().size());
    for (Expr item : e.items()) {
      Expression candidate = beside(e.value(), item);
      candidates.add(candidate);
      if (candidate instanceof Expression.Literal literal) {
        constants.add(literal.constant());
      }
    }
    boolean byHash =
        candidates.size() > LONG_LIST
            && constants.size() == candidates.size()
            && !constants.contains(null)
            && literals.type(e.value()) == Type.ANY;
    if (!byHash) {
      return new Expression.In(operand, candidates);
    }
    boolean id = operand instanceof Expression.FieldValue f && f.field().isId();
    return new Expression.InSet(
        operand, id ? ValueSet.ofTexts(constants) : new ValueSet(constants));
  }
}
