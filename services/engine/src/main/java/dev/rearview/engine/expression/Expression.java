package dev.rearview.engine.expression;

import dev.rearview.engine.pattern.Regex;
import dev.rearview.engine.record.Field;
import dev.rearview.engine.record.LogRecord;
import dev.rearview.engine.record.Values;
import dev.rearview.engine.template.TemplateMiner;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A resolved expression. Its value is one of {@link LogRecord}'s kinds of value; a condition's is
 * TRUE, FALSE or null, by SQL's three-valued logic.
 */
public sealed interface Expression {

  /**
   * Evaluates.
   *
   * @param row the row under test
   * @param steps the earlier steps of a sequence, {@link Steps#NONE} outside of one
   */
  @Nullable Object value(LogRecord row, Steps steps);

  /** Evaluates outside of a sequence. */
  default @Nullable Object value(LogRecord row) {
    return value(row, Steps.NONE);
  }

  /** Whether a condition holds: NULL is no. */
  default boolean holds(LogRecord row) {
    return Boolean.TRUE.equals(value(row, Steps.NONE));
  }

  /** The expressions that it is made of. */
  List<Expression> operands();

  /** Every field of the row under test that it reads, in the order of reading. */
  default List<Field> fields() {
    List<Field> fields = new ArrayList<>();
    collect(this, fields);
    return fields.stream().distinct().toList();
  }

  private static void collect(Expression expression, List<Field> fields) {
    if (expression instanceof FieldValue f) {
      fields.add(f.field());
    }
    expression.operands().forEach(operand -> collect(operand, fields));
  }

  /** A constant; null is NULL. */
  record Literal(@Nullable Object constant) implements Expression {
    @Override
    public @Nullable Object value(LogRecord row, Steps steps) {
      return constant;
    }

    @Override
    public List<Expression> operands() {
      return List.of();
    }
  }

  /** A field of the row under test. */
  record FieldValue(Field field) implements Expression {
    @Override
    public @Nullable Object value(LogRecord row, Steps steps) {
      return row.get(field);
    }

    @Override
    public List<Expression> operands() {
      return List.of();
    }
  }

  /** A field of the last row that an earlier step of a sequence matched. */
  record StepValue(String step, Field field) implements Expression {
    @Override
    public @Nullable Object value(LogRecord row, Steps steps) {
      LogRecord last = steps.last(step);
      return last == null ? null : last.get(field);
    }

    @Override
    public List<Expression> operands() {
      return List.of();
    }
  }

  /** {@code = != < <= > >=}. */
  record Comparison(Comparator operator, Expression left, Expression right) implements Expression {
    @Override
    public @Nullable Object value(LogRecord row, Steps steps) {
      Integer order =
          Compared.compare(left, left.value(row, steps), right, right.value(row, steps));
      return order == null ? null : operator.accepts(order);
    }

    @Override
    public List<Expression> operands() {
      return List.of(left, right);
    }
  }

  /** How two values are to stand to each other. */
  enum Comparator {
    EQUAL("="),
    NOT_EQUAL("!="),
    LESS("<"),
    LESS_OR_EQUAL("<="),
    GREATER(">"),
    GREATER_OR_EQUAL(">=");

    private final String symbol;

    Comparator(String symbol) {
      this.symbol = symbol;
    }

    public String symbol() {
      return symbol;
    }

    boolean accepts(int order) {
      return switch (this) {
        case EQUAL -> order == 0;
        case NOT_EQUAL -> order != 0;
        case LESS -> order < 0;
        case LESS_OR_EQUAL -> order <= 0;
        case GREATER -> order > 0;
        case GREATER_OR_EQUAL -> order >= 0;
      };
    }
  }

  /** {@code =~} and, negated, {@code !~}: the pattern is found anywhere in the text. */
  record Matches(Expression operand, Regex regex, boolean negated) implements Expression {
    @Override
    public @Nullable Object value(LogRecord row, Steps steps) {
      Object value = operand.value(row, steps);
      return value == null ? null : regex.isFoundIn(Values.text(value)) != negated;
    }

    @Override
    public List<Expression> operands() {
      return List.of(operand);
    }
  }

  /** {@code CONTAINS}: text in text, or a value among a list's. */
  record Contains(Expression operand, Expression part) implements Expression {
    @Override
    public @Nullable Object value(LogRecord row, Steps steps) {
      Object whole = operand.value(row, steps);
      Object wanted = part.value(row, steps);
      if (whole == null || wanted == null) {
        return null;
      }
      if (whole instanceof List<?> list) {
        return list.stream().anyMatch(member -> Compared.equal(member, wanted));
      }
      return Values.text(whole).contains(Values.text(wanted));
    }

    @Override
    public List<Expression> operands() {
      return List.of(operand, part);
    }
  }

  /** {@code STARTS WITH}. */
  record StartsWith(Expression operand, Expression prefix) implements Expression {
    @Override
    public @Nullable Object value(LogRecord row, Steps steps) {
      Object whole = operand.value(row, steps);
      Object wanted = prefix.value(row, steps);
      return whole == null || wanted == null
          ? null
          : (Object) Values.text(whole).startsWith(Values.text(wanted));
    }

    @Override
    public List<Expression> operands() {
      return List.of(operand, prefix);
    }
  }

  /**
   * {@code LIKE}: {@code %} stands for any text, {@code _} for one character, the whole matches.
   */
  record Like(Expression operand, LikePattern pattern) implements Expression {
    @Override
    public @Nullable Object value(LogRecord row, Steps steps) {
      Object value = operand.value(row, steps);
      return value == null ? null : (Object) pattern.matches(Values.text(value));
    }

    @Override
    public List<Expression> operands() {
      return List.of(operand);
    }
  }

  /** {@code IN}; NULL where nothing is equal and a candidate is NULL. */
  record In(Expression operand, List<Expression> candidates) implements Expression {
    public In {
      candidates = List.copyOf(candidates);
    }

    @Override
    public @Nullable Object value(LogRecord row, Steps steps) {
      Object value = operand.value(row, steps);
      if (value == null) {
        return null;
      }
      boolean unknown = false;
      for (Expression candidate : candidates) {
        Integer order = Compared.compare(operand, value, candidate, candidate.value(row, steps));
        if (order == null) {
          unknown = true;
        } else if (order == 0) {
          return true;
        }
      }
      return unknown ? null : (Object) false;
    }

    @Override
    public List<Expression> operands() {
      List<Expression> all = new ArrayList<>(candidates);
      all.addFirst(operand);
      return all;
    }
  }

  /** {@code IN} with a subquery's many values, found by hash; NULLs among them are left out. */
  record InSet(Expression operand, ValueSet candidates) implements Expression {
    @Override
    public @Nullable Object value(LogRecord row, Steps steps) {
      Object value = operand.value(row, steps);
      return value == null ? null : (Object) candidates.contains(value);
    }

    @Override
    public List<Expression> operands() {
      return List.of(operand);
    }
  }

  /** {@code BETWEEN}, both ends inclusive. */
  record Between(Expression operand, Expression low, Expression high) implements Expression {
    @Override
    public @Nullable Object value(LogRecord row, Steps steps) {
      Object value = operand.value(row, steps);
      Integer toLow = Compared.compare(operand, value, low, low.value(row, steps));
      Integer toHigh = Compared.compare(operand, value, high, high.value(row, steps));
      if ((toLow != null && toLow < 0) || (toHigh != null && toHigh > 0)) {
        return false;
      }
      return toLow == null || toHigh == null ? null : (Object) true;
    }

    @Override
    public List<Expression> operands() {
      return List.of(operand, low, high);
    }
  }

  /** {@code IS NULL} and, negated, {@code IS NOT NULL}. */
  record IsNull(Expression operand, boolean negated) implements Expression {
    @Override
    public Object value(LogRecord row, Steps steps) {
      return (operand.value(row, steps) == null) != negated;
    }

    @Override
    public List<Expression> operands() {
      return List.of(operand);
    }
  }

  /** FALSE where one is, else NULL where one is. */
  record And(List<Expression> operands) implements Expression {
    public And {
      operands = List.copyOf(operands);
    }

    @Override
    public @Nullable Object value(LogRecord row, Steps steps) {
      boolean unknown = false;
      for (Expression operand : operands) {
        Object value = operand.value(row, steps);
        if (Boolean.FALSE.equals(value)) {
          return false;
        }
        unknown |= !Boolean.TRUE.equals(value);
      }
      return unknown ? null : (Object) true;
    }
  }

  /** TRUE where one is, else NULL where one is. */
  record Or(List<Expression> operands) implements Expression {
    public Or {
      operands = List.copyOf(operands);
    }

    @Override
    public @Nullable Object value(LogRecord row, Steps steps) {
      boolean unknown = false;
      for (Expression operand : operands) {
        Object value = operand.value(row, steps);
        if (Boolean.TRUE.equals(value)) {
          return true;
        }
        unknown |= !Boolean.FALSE.equals(value);
      }
      return unknown ? null : (Object) false;
    }
  }

  record Not(Expression operand) implements Expression {
    @Override
    public @Nullable Object value(LogRecord row, Steps steps) {
      return operand.value(row, steps) instanceof Boolean truth ? !truth : null;
    }

    @Override
    public List<Expression> operands() {
      return List.of(operand);
    }
  }

  /** {@code + - * /} over numbers, times and durations; NULL where they do not go together. */
  record Arithmetic(ArithmeticOperator operator, Expression left, Expression right)
      implements Expression {
    @Override
    public @Nullable Object value(LogRecord row, Steps steps) {
      return Calculation.apply(operator, left.value(row, steps), right.value(row, steps));
    }

    @Override
    public List<Expression> operands() {
      return List.of(left, right);
    }
  }

  /** What to calculate. */
  enum ArithmeticOperator {
    ADD("+"),
    SUBTRACT("-"),
    MULTIPLY("*"),
    DIVIDE("/");

    private final String symbol;

    ArithmeticOperator(String symbol) {
      this.symbol = symbol;
    }

    public String symbol() {
      return symbol;
    }
  }

  /** {@code template(x)}: the template that a text belongs to, as mined so far. */
  record Template(Expression operand, TemplateMiner miner) implements Expression {
    @Override
    public @Nullable Object value(LogRecord row, Steps steps) {
      Object value = operand.value(row, steps);
      return value == null ? null : miner.add(Values.text(value)).text();
    }

    @Override
    public List<Expression> operands() {
      return List.of(operand);
    }
  }

  /**
   * {@code bucket(size)}: the start of the stretch of time that the row lies in, counted from the
   * epoch. {@code bucket(size, EVERY every)} slides: a row lies in several, see {@link #starts}.
   *
   * @param every equal to {@code size} where buckets do not overlap
   */
  record Bucket(Expression time, Duration size, Duration every) implements Expression {
    /** Most buckets that one row may lie in. */
    public static final int MAX_OVERLAP = 1_000;

    public Bucket {
      if (!size.isPositive() || !every.isPositive()) {
        throw new IllegalArgumentException("bucket size and step must be above zero");
      }
      if (size.compareTo(every.multipliedBy(MAX_OVERLAP)) > 0) {
        throw new IllegalArgumentException(
            "bucket(%s, EVERY %s) puts a row into more than %d buckets"
                .formatted(size, every, MAX_OVERLAP));
      }
    }

    /** The latest bucket that the row lies in. */
    @Override
    public @Nullable Object value(LogRecord row, Steps steps) {
      List<Instant> starts = starts(row, steps);
      return starts.isEmpty() ? null : starts.getLast();
    }

    /** The starts of all buckets that the row lies in, ascending; none where it has no time. */
    public List<Instant> starts(LogRecord row, Steps steps) {
      return Calculation.buckets(time.value(row, steps), size, every);
    }

    @Override
    public List<Expression> operands() {
      return List.of(time);
    }
  }

  /** What {@code EXTRACT} adds: a named group of a pattern found in a text, or NULL. */
  record Capture(Expression operand, Regex regex, String group) implements Expression {
    @Override
    public @Nullable Object value(LogRecord row, Steps steps) {
      Object value = operand.value(row, steps);
      return value == null ? null : regex.capture(Values.text(value), group);
    }

    @Override
    public List<Expression> operands() {
      return List.of(operand);
    }
  }
}
