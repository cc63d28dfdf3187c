package dev.rearview.engine.expression;

import dev.rearview.engine.expression.Expression.ArithmeticOperator;
import dev.rearview.engine.record.Times;
import dev.rearview.engine.record.Values;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Arithmetic over values. */
final class Calculation {
  private Calculation() {}

  static @Nullable Object apply(
      ArithmeticOperator operator, @Nullable Object left, @Nullable Object right) {
    if (left == null || right == null) {
      return null;
    }
    if (left instanceof Instant || right instanceof Instant) {
      return times(operator, left, right);
    }
    if (left instanceof Duration || right instanceof Duration) {
      return durations(operator, left, right);
    }
    Number a = Values.number(left);
    Number b = Values.number(right);
    return a == null || b == null ? null : numbers(operator, a, b);
  }

  private static @Nullable Object numbers(ArithmeticOperator operator, Number a, Number b) {
    if (a instanceof Long x && b instanceof Long y && operator != ArithmeticOperator.DIVIDE) {
      try {
        return switch (operator) {
          case ADD -> Math.addExact(x, y);
          case SUBTRACT -> Math.subtractExact(x, y);
          case MULTIPLY -> Math.multiplyExact(x, y);
          case DIVIDE -> null;
        };
      } catch (ArithmeticException e) {
        return real(operator, a.doubleValue(), b.doubleValue());
      }
    }
    return real(operator, a.doubleValue(), b.doubleValue());
  }

  /** Dividing by zero is NULL; a quotient that is whole is a whole number. */
  private static @Nullable Object real(ArithmeticOperator operator, double a, double b) {
    return switch (operator) {
      case ADD -> a + b;
      case SUBTRACT -> a - b;
      case MULTIPLY -> a * b;
      case DIVIDE -> b == 0 ? null : (Object) (a / b);
    };
  }

  private static @Nullable Object times(ArithmeticOperator operator, Object left, Object right) {
    return switch (operator) {
      case ADD -> {
        if (left instanceof Instant a && right instanceof Duration b) {
          yield a.plus(b);
        }
        yield left instanceof Duration a && right instanceof Instant b ? b.plus(a) : null;
      }
      case SUBTRACT -> {
        if (left instanceof Instant a && right instanceof Duration b) {
          yield a.minus(b);
        }
        yield left instanceof Instant a && right instanceof Instant b
            ? Duration.between(b, a)
            : null;
      }
      case MULTIPLY, DIVIDE -> null;
    };
  }

  private static @Nullable Object durations(
      ArithmeticOperator operator, Object left, Object right) {
    if (left instanceof Duration a && right instanceof Duration b) {
      return switch (operator) {
        case ADD -> a.plus(b);
        case SUBTRACT -> a.minus(b);
        case DIVIDE -> b.isZero() ? null : (Object) ((double) a.toNanos() / b.toNanos());
        case MULTIPLY -> null;
      };
    }
    Number factor = Values.number(left instanceof Duration ? right : left);
    Duration duration = left instanceof Duration a ? a : (Duration) right;
    if (factor == null) {
      return null;
    }
    double value = factor.doubleValue();
    return switch (operator) {
      case MULTIPLY -> Duration.ofNanos(Math.round(duration.toNanos() * value));
      case DIVIDE ->
          value == 0 || !(left instanceof Duration)
              ? null
              : Duration.ofNanos(Math.round(duration.toNanos() / value));
      case ADD, SUBTRACT -> null;
    };
  }

  static List<Instant> buckets(@Nullable Object time, Duration size, Duration every) {
    if (!(time instanceof Instant instant)) {
      return List.of();
    }
    long at = Times.nanos(instant);
    long step = every.toNanos();
    long start = Math.floorDiv(at, step) * step;
    long earliest = at - size.toNanos();
    List<Instant> starts = new ArrayList<>();
    for (long s = start; s > earliest; s -= step) {
      starts.addFirst(Times.instant(s));
    }
    return starts;
  }
}
