package dev.rearview.timeql.plan;

import dev.rearview.timeql.syntax.Durations;
import dev.rearview.timeql.syntax.Expr;
import dev.rearview.timeql.syntax.Expr.Literal;
import dev.rearview.timeql.syntax.Position;
import dev.rearview.timeql.syntax.Printer;
import dev.rearview.timeql.syntax.TimeQlException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Literals of clauses, checked for type and bounds. */
final class Literals {
  private static final int MOST_SHOWN = 60;

  private Literals() {}

  /** As it is written, for messages. */
  static String shown(Expr expr) {
    String text = Printer.print(expr);
    return text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "…";
  }

  static String text(Literal literal, String what) {
    if (literal instanceof Expr.Text text && !text.value().isBlank()) {
      return text.value();
    }
    throw TimeQlException.meaning(literal.at(), shown(literal), what);
  }

  /** A key may be written as a number, too. */
  static String key(Literal literal, String what) {
    return literal instanceof Expr.Int number ? Long.toString(number.value()) : text(literal, what);
  }

  static int count(Literal literal, String clause, int least, int most) {
    if (literal instanceof Expr.Int n && n.value() >= least && n.value() <= most) {
      return (int) n.value();
    }
    throw TimeQlException.meaning(
        literal.at(),
        clause + " " + shown(literal),
        "a whole number from %,d to %,d".formatted(least, most));
  }

  /** Nanoseconds above zero. */
  static long span(Literal literal, String clause) {
    Long nanos =
        switch (literal) {
          case Expr.Span span -> span.nanos();
          case Expr.Text text -> Durations.tryNanos(text.value());
          default -> null;
        };
    if (nanos == null || nanos <= 0) {
      throw TimeQlException.meaning(
          literal.at(), clause + " " + shown(literal), "a duration above zero such as 5 minutes");
    }
    return nanos;
  }

  static Duration duration(Literal literal, String clause) {
    return Duration.ofNanos(span(literal, clause));
  }

  static double fraction(Literal literal, String clause) {
    Double value =
        switch (literal) {
          case Expr.Int n -> (double) n.value();
          case Expr.Real n -> n.value();
          case Expr.Percent n -> n.value() / 100;
          default -> null;
        };
    if (value == null || !(value >= 0 && value <= 1)) {
      throw TimeQlException.meaning(
          literal.at(), clause + " " + shown(literal), "a number from 0 to 1");
    }
    return value;
  }

  /** A value as a literal, such as one that a subquery gave; text where it has no literal. */
  static Literal of(Position at, @Nullable Object value) {
    return switch (value) {
      case null -> new Expr.Null(at);
      case Boolean truth -> new Expr.Truth(at, truth);
      case Duration duration -> new Expr.Span(at, duration.toNanos());
      case Instant instant -> new Expr.Text(at, instant.toString());
      case Long whole
          when whole == Long.MIN_VALUE || Math.abs(whole) >= 1_000_000_000_000_000_000L ->
          new Expr.Real(at, whole.doubleValue());
      case Long whole -> new Expr.Int(at, whole);
      case Integer whole -> new Expr.Int(at, whole);
      case Number number when Double.isFinite(number.doubleValue()) ->
          new Expr.Real(at, number.doubleValue());
      default -> new Expr.Text(at, dev.rearview.engine.record.Values.text(value));
    };
  }
}
