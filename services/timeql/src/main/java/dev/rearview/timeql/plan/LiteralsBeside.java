package dev.rearview.timeql.plan;

import dev.rearview.engine.record.BuiltIn;
import dev.rearview.engine.record.Field;
import dev.rearview.engine.record.Unit;
import dev.rearview.model.Level;
import dev.rearview.timeql.plan.Scope.Type;
import dev.rearview.timeql.syntax.Expr;
import dev.rearview.timeql.syntax.Expr.Literal;
import dev.rearview.timeql.syntax.Nearest;
import dev.rearview.timeql.syntax.TimeQlException;
import dev.rearview.timeql.syntax.TimeQlException.Code;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a literal means depends on what it is compared with: level words, times, percentages and
 * durations take the kind and unit of the other side.
 */
final class LiteralsBeside {
  private static final List<String> LEVELS =
      Arrays.stream(Level.values()).map(Level::name).toList();

  private final Scope scope;

  LiteralsBeside(Scope scope) {
    this.scope = scope;
  }

  /** A literal that is compared with nothing. */
  @Nullable Object alone(Literal literal) {
    return switch (literal) {
      case Expr.Text e -> e.value();
      case Expr.Int e -> e.value();
      case Expr.Real e -> e.value();
      case Expr.Percent e -> e.value();
      case Expr.Span e -> Duration.ofNanos(e.nanos());
      case Expr.Truth e -> e.value();
      case Expr.Null e -> null;
      case Expr.Param e ->
          throw new IllegalStateException("parameters are bound before anything is resolved: " + e);
    };
  }

  /**
   * The value of a constant beside another expression, in an array of one; null where the
   * expression is no constant.
   */
  @Nullable Object @Nullable [] beside(Expr other, Expr expr) {
    Type type = type(other);
    if (type == Type.LEVEL && expr instanceof Expr.Field field && field.path().size() == 1) {
      Level level = level(field.name());
      if (level != null) {
        return new Object[] {level};
      }
      String nearest = Nearest.of(field.name(), LEVELS);
      if (nearest != null && Field.path(field.path()).builtIn() == null) {
        throw new TimeQlException(
            Code.MEANING,
            field.at(),
            "'" + field.name() + "'",
            "a level: " + String.join(", ", LEVELS),
            nearest);
      }
      return null;
    }
    if (!(expr instanceof Literal literal)) {
      return null;
    }
    return new @Nullable Object[] {
      switch (type) {
        case TIME -> time(literal);
        case LEVEL -> levelOf(literal);
        case DURATION, ANY -> plain(other, type, literal);
      }
    };
  }

  private static @Nullable Level level(String word) {
    for (Level level : Level.values()) {
      if (level.name().equalsIgnoreCase(word)) {
        return level;
      }
    }
    return null;
  }

  private @Nullable Object levelOf(Literal literal) {
    if (literal instanceof Expr.Text text) {
      Level level = Level.of(text.value());
      if (level == null) {
        throw new TimeQlException(
            Code.MEANING,
            literal.at(),
            Literals.shown(literal),
            "a level: " + String.join(", ", LEVELS),
            Nearest.of(text.value(), LEVELS));
      }
      return level;
    }
    if (literal instanceof Expr.Null) {
      return null;
    }
    throw TimeQlException.meaning(
        literal.at(), Literals.shown(literal), "a level: " + String.join(", ", LEVELS));
  }

  private @Nullable Object time(Literal literal) {
    return literal instanceof Expr.Null ? null : scope.times().resolve(literal);
  }

  private @Nullable Object plain(Expr other, Type type, Literal literal) {
    return switch (literal) {
      case Expr.Percent percent -> Unit.percent(unit(other), percent.value());
      case Expr.Span span when type == Type.ANY && comparesByUnit(other) -> inUnit(other, span);
      default -> alone(literal);
    };
  }

  /** Whether a duration beside this must become a number: it is a field, or a value of one. */
  private static boolean comparesByUnit(Expr other) {
    return switch (other) {
      case Expr.Field e -> true;
      case Expr.Call e -> !Functions.isBucket(e);
      case Expr.Negate e -> comparesByUnit(e.operand());
      default -> false;
    };
  }

  private static Object inUnit(Expr other, Expr.Span span) {
    Unit unit = unit(other);
    Double value = unit == null ? null : unit.duration(Duration.ofNanos(span.nanos()));
    if (value == null) {
      throw TimeQlException.meaning(
          span.at(),
          "the duration %s beside %s".formatted(Literals.shown(span), Literals.shown(other)),
          "a number, because the unit of %s is not known from its name (such as _ms, _seconds)"
              .formatted(Literals.shown(other)));
    }
    return value;
  }

  /** The unit of the numbers that an expression gives; null where unknown. */
  static @Nullable Unit unit(Expr expr) {
    return switch (expr) {
      case Expr.Field e -> Field.path(e.path()).unit();
      case Expr.Negate e -> unit(e.operand());
      case Expr.Call e
          when Functions.isAggregate(e)
              && !Functions.name(e).equals("count")
              && !Functions.name(e).equals("rate")
              && !e.arguments().isEmpty() ->
          unit(e.arguments().getFirst());
      default -> null;
    };
  }

  /** What an expression gives, as far as a literal beside it must know. */
  Type type(Expr expr) {
    if (scope.columns() != null && !(expr instanceof Literal)) {
      Scope.Column column = scope.columns().get(Shape.of(expr));
      if (column != null) {
        return column.type();
      }
    }
    return switch (expr) {
      case Expr.Field e -> fieldType(e);
      case Expr.Call e -> callType(e);
      case Expr.Arithmetic e -> arithmeticType(type(e.left()), type(e.right()));
      default -> Type.ANY;
    };
  }

  private Type fieldType(Expr.Field field) {
    if (scope.columns() != null) {
      return Type.ANY;
    }
    List<String> path = field.path();
    boolean ofStep =
        path.size() > 1
            && (scope.steps().containsKey(Scope.fold(path.getFirst()))
                || (scope.ownStep() != null
                    && Scope.fold(scope.ownStep()).equals(Scope.fold(path.getFirst()))));
    BuiltIn builtIn = Field.path(ofStep ? path.subList(1, path.size()) : path).builtIn();
    if (builtIn == null) {
      return Type.ANY;
    }
    return switch (builtIn.type()) {
      case TIME -> Type.TIME;
      case LEVEL -> Type.LEVEL;
      case TEXT, NUMBER, ID, TRUTH -> Type.ANY;
    };
  }

  private Type callType(Expr.Call call) {
    return switch (Functions.name(call)) {
      case "bucket" -> Type.TIME;
      case "min", "max", "first", "last" ->
          call.arguments().isEmpty()
              ? Type.ANY
              : new LiteralsBeside(Scope.ofRecords(scope.times()))
                  .type(call.arguments().getFirst());
      default -> Type.ANY;
    };
  }

  private static Type arithmeticType(Type left, Type right) {
    if (left == Type.TIME && right == Type.TIME) {
      return Type.DURATION;
    }
    return left == Type.TIME || right == Type.TIME ? Type.TIME : Type.ANY;
  }
}
