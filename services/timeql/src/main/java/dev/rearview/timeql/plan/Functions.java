package dev.rearview.timeql.plan;

import dev.rearview.engine.aggregate.Aggregate;
import dev.rearview.engine.expression.Expression;
import dev.rearview.timeql.syntax.Expr;
import dev.rearview.timeql.syntax.Nearest;
import dev.rearview.timeql.syntax.TimeQlException;
import dev.rearview.timeql.syntax.TimeQlException.Code;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The functions of the language: aggregates over rows, and those of one row. */
final class Functions {
  private static final Map<String, Aggregate.Function> OF_ONE =
      Map.of(
          "sum", Aggregate.Function.SUM,
          "avg", Aggregate.Function.AVG,
          "min", Aggregate.Function.MIN,
          "max", Aggregate.Function.MAX,
          "stddev", Aggregate.Function.STDDEV,
          "first", Aggregate.Function.FIRST,
          "last", Aggregate.Function.LAST);

  private static final Map<String, Double> QUANTILES =
      Map.of("p50", 0.5, "p90", 0.9, "p95", 0.95, "p99", 0.99);

  /** Values that {@code top(field)} gives. */
  private static final int USUAL_TOP = 10;

  private static final List<String> AGGREGATES =
      List.of(
          "count",
          "sum",
          "avg",
          "min",
          "max",
          "stddev",
          "first",
          "last",
          "p50",
          "p90",
          "p95",
          "p99",
          "percentile",
          "top",
          "rate",
          "sessions",
          "outlier",
          "outliers");

  private static final List<String> ALL =
      java.util.stream.Stream.concat(
              AGGREGATES.stream(), java.util.stream.Stream.of("bucket", "template"))
          .toList();

  private Functions() {}

  static String name(Expr.Call call) {
    return call.name().toLowerCase(Locale.ROOT);
  }

  static boolean isAggregate(Expr.Call call) {
    return AGGREGATES.contains(name(call));
  }

  static boolean isBucket(Expr expr) {
    return expr instanceof Expr.Call call && name(call).equals("bucket");
  }

  static TimeQlException unknown(Expr.Call call) {
    return new TimeQlException(
        Code.MEANING,
        call.at(),
        "the function " + call.name() + "(…)",
        "one of " + String.join(", ", ALL),
        Nearest.of(name(call), ALL));
  }

  /** The size and the slide of a bucket. */
  static Duration[] bucket(Expr.Call call) {
    if (call.arguments().size() != 1
        || call.star()
        || call.distinct()
        || !(call.arguments().getFirst() instanceof Expr.Literal size)) {
      throw shape(call, "bucket(1 minute) or bucket(5 minutes, EVERY 1 minute)");
    }
    Duration length = Literals.duration(size, "bucket");
    Duration every = call.every() == null ? length : Literals.duration(call.every(), "EVERY");
    if (length.compareTo(every.multipliedBy(Expression.Bucket.MAX_OVERLAP)) > 0) {
      throw TimeQlException.meaning(
          call.at(),
          Literals.shown(call),
          "a bucket of at most %,d times its step".formatted(Expression.Bucket.MAX_OVERLAP));
    }
    return new Duration[] {length, every};
  }

  /**
   * An aggregate.
   *
   * @param values resolves what it runs over
   * @param over what a rate is over; null where unknown
   * @param range that outliers are looked for in
   */
  static Aggregate aggregate(
      Expr.Call call, ExprResolver values, @Nullable Duration over, TimeRange range) {
    String name = name(call);
    if (call.every() != null) {
      throw shape(call, "EVERY in bucket(…) only");
    }
    if (call.distinct() && !name.equals("count")) {
      throw shape(call, "DISTINCT in count(DISTINCT …) only");
    }
    if (call.star() && !name.equals("count")) {
      throw shape(call, "* in count(*) only");
    }
    return switch (name) {
      case "count" -> count(call, values);
      case "rate" -> rate(call, over);
      case "percentile" -> percentile(call, values);
      case "top" -> top(call, values);
      case "outlier" -> outliers(call, Aggregate.Function.OUTLIER, range);
      case "outliers" -> outliers(call, Aggregate.Function.OUTLIERS, range);
      case "sessions" -> Aggregate.sessions(duration(call, "sessions(30 minutes)"));
      default -> {
        Expr argument = only(call, name + "(field)");
        Double quantile = QUANTILES.get(name);
        yield quantile != null
            ? Aggregate.percentile(values.value(argument), quantile)
            : Aggregate.of(
                java.util.Objects.requireNonNull(OF_ONE.get(name)), values.value(argument));
      }
    };
  }

  private static Aggregate count(Expr.Call call, ExprResolver values) {
    if (call.star()) {
      return Aggregate.countRows();
    }
    Expr argument = only(call, "count(*), count(field) or count(DISTINCT field)");
    return Aggregate.of(
        call.distinct() ? Aggregate.Function.COUNT_DISTINCT : Aggregate.Function.COUNT,
        values.value(argument));
  }

  private static Aggregate rate(Expr.Call call, @Nullable Duration over) {
    return Aggregate.rate(duration(call, "rate(1 minute)"), over);
  }

  private static Aggregate outliers(Expr.Call call, Aggregate.Function function, TimeRange range) {
    Duration width = duration(call, name(call) + "(1 minute)");
    return Aggregate.outliers(function, width, range.fromNanos(), range.toNanos());
  }

  private static Duration duration(Expr.Call call, String expected) {
    if (only(call, expected) instanceof Expr.Literal length) {
      return Literals.duration(length, name(call));
    }
    throw shape(call, expected);
  }

  private static Aggregate percentile(Expr.Call call, ExprResolver values) {
    if (call.arguments().size() != 2 || !(call.arguments().get(1) instanceof Expr.Literal q)) {
      throw shape(call, "percentile(field, 0.99)");
    }
    return Aggregate.percentile(
        values.value(call.arguments().getFirst()), Literals.fraction(q, "percentile"));
  }

  private static Aggregate top(Expr.Call call, ExprResolver values) {
    String expected = "top(field) or top(field, n) with n from 1 to " + Aggregate.MOST_TOP;
    List<Expr> arguments = call.arguments();
    long wanted =
        arguments.size() == 1
            ? USUAL_TOP
            : arguments.size() == 2 && arguments.get(1) instanceof Expr.Int n ? n.value() : 0;
    if (wanted < 1 || wanted > Aggregate.MOST_TOP) {
      throw shape(call, expected);
    }
    return Aggregate.top(values.value(arguments.getFirst()), (int) wanted);
  }

  private static Expr only(Expr.Call call, String expected) {
    if (call.arguments().size() != 1) {
      throw shape(call, expected);
    }
    return call.arguments().getFirst();
  }

  static TimeQlException shape(Expr.Call call, String expected) {
    return TimeQlException.meaning(call.at(), Literals.shown(call), expected);
  }
}
