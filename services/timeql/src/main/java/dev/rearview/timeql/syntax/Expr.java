package dev.rearview.timeql.syntax;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An expression as it was written. {@code a NOT IN (…)} and its like are {@link Not} around the
 * positive form.
 */
public sealed interface Expr {
  Position at();

  /** What may stand where a value is wanted and nothing is computed. */
  sealed interface Literal extends Expr {}

  record Text(Position at, String value) implements Literal {}

  record Int(Position at, long value) implements Literal {}

  record Real(Position at, double value) implements Literal {}

  /** {@code 80%} has the value 80. */
  record Percent(Position at, double value) implements Literal {}

  /** A duration. */
  record Span(Position at, long nanos) implements Literal {}

  record Truth(Position at, boolean value) implements Literal {}

  record Null(Position at) implements Literal {}

  /** {@code :name}; also a bare word where only an event can stand. */
  record Param(Position at, String name) implements Literal {}

  /**
   * A field, or one of the words {@code TRACE … FATAL}, which only the comparison tells apart.
   *
   * @param path its parts as written; never empty
   */
  record Field(Position at, List<String> path) implements Expr {
    public Field {
      path = List.copyOf(path);
    }

    /** The parts joined by dots. */
    public String name() {
      return String.join(".", path);
    }
  }

  /**
   * @param star {@code count(*)}
   * @param every the slide of {@code bucket(d, EVERY d)}
   */
  record Call(
      Position at,
      String name,
      List<Expr> arguments,
      boolean star,
      boolean distinct,
      @Nullable Literal every)
      implements Expr {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  record Negate(Position at, Expr operand) implements Expr {}

  record Arithmetic(Position at, ArithmeticOperator operator, Expr left, Expr right)
      implements Expr {}

  record Compare(Position at, Comparison operator, Expr left, Expr right) implements Expr {}

  record Between(Position at, Expr value, Expr low, Expr high) implements Expr {}

  record IsNull(Position at, Expr value) implements Expr {}

  record In(Position at, Expr value, List<Expr> items) implements Expr {
    public In {
      items = List.copyOf(items);
    }
  }

  record InQuery(Position at, Expr value, Statement.Select query) implements Expr {}

  /**
   * @param operands at least two
   */
  record And(Position at, List<Expr> operands) implements Expr {
    public And {
      operands = List.copyOf(operands);
    }
  }

  /**
   * @param operands at least two
   */
  record Or(Position at, List<Expr> operands) implements Expr {
    public Or {
      operands = List.copyOf(operands);
    }
  }

  record Not(Position at, Expr operand) implements Expr {}

  /** Operators between two values that give a truth. */
  enum Comparison {
    EQUAL("="),
    NOT_EQUAL("!="),
    LESS("<"),
    AT_MOST("<="),
    GREATER(">"),
    AT_LEAST(">="),
    /** A regular expression is found anywhere. */
    FINDS("=~"),
    FINDS_NOT("!~"),
    CONTAINS("CONTAINS"),
    STARTS_WITH("STARTS WITH"),
    LIKE("LIKE");

    private final String symbol;

    Comparison(String symbol) {
      this.symbol = symbol;
    }

    public String symbol() {
      return symbol;
    }
  }

  enum ArithmeticOperator {
    PLUS("+"),
    MINUS("-"),
    TIMES("*"),
    OVER("/");

    private final String symbol;

    ArithmeticOperator(String symbol) {
      this.symbol = symbol;
    }

    public String symbol() {
      return symbol;
    }
  }
}
