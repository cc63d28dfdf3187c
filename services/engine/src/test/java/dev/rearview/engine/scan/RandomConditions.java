package dev.rearview.engine.scan;

import static dev.rearview.engine.Rows.field;
import static dev.rearview.engine.Rows.literal;

import dev.rearview.engine.expression.Expression;
import dev.rearview.engine.expression.LikePattern;
import dev.rearview.engine.expression.ValueSet;
import dev.rearview.engine.pattern.Regex;
import dev.rearview.engine.pattern.RegexRefusedException;
import dev.rearview.engine.record.Field;
import dev.rearview.engine.record.LogRecord;
import dev.rearview.engine.record.Values;
import dev.rearview.model.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Conditions that mostly hold of a record or nearly do. */
final class RandomConditions {
  private static final List<String> ALWAYS =
      List.of(
          "raw",
          "message",
          "level_text",
          "kind",
          "service",
          "error_occurred",
          "level",
          "pod",
          "file",
          "component",
          "user_id",
          "trace_id");
  private static final Expression.Comparator[] OPERATORS = Expression.Comparator.values();

  private RandomConditions() {}

  static Expression about(LogRecord record, Random random) {
    return condition(record, random, 2);
  }

  private static Expression condition(LogRecord record, Random random, int depth) {
    int which = depth == 0 ? 9 : random.nextInt(10);
    if (which < 2) {
      List<Expression> parts =
          List.of(condition(record, random, depth - 1), condition(record, random, depth - 1));
      return which == 0 ? new Expression.And(parts) : new Expression.Or(parts);
    }
    if (which == 2 && random.nextInt(3) == 0) {
      return new Expression.Not(condition(record, random, depth - 1));
    }
    if (which == 3) {
      return new Expression.Comparison(
          OPERATORS[random.nextInt(OPERATORS.length)],
          field("level"),
          literal(Level.values()[random.nextInt(6)]));
    }
    return leaf(record, random);
  }

  private static Expression leaf(LogRecord record, Random random) {
    List<String> names = new ArrayList<>(ALWAYS);
    record.forEachField((name, value) -> names.add(name));
    String name = names.get(random.nextInt(names.size()));
    Object value = record.get(Field.named(name));
    Expression operand = field(name);
    if (value == null) {
      return new Expression.IsNull(operand, random.nextBoolean());
    }
    String text = Values.text(value);
    String part = part(text, random);
    return switch (random.nextInt(12)) {
      case 0 -> new Expression.Comparison(Expression.Comparator.EQUAL, operand, literal(value));
      case 1 -> new Expression.Comparison(Expression.Comparator.EQUAL, literal(text), operand);
      case 2 -> new Expression.In(operand, List.of(literal("nothing"), literal(value)));
      case 3 -> new Expression.InSet(operand, set(value, operand));
      case 4, 5 -> new Expression.Contains(operand, literal(part));
      case 6 ->
          new Expression.StartsWith(
              operand, literal(text.substring(0, Math.min(text.length(), 6))));
      case 7 -> new Expression.Like(operand, new LikePattern(like(text, random)));
      case 8, 9 -> matches(operand, part, random);
      case 10 -> new Expression.Between(operand, literal(value), literal(value));
      default ->
          new Expression.Comparison(
              OPERATORS[random.nextInt(OPERATORS.length)], operand, literal(value));
    };
  }

  private static ValueSet set(Object value, Expression operand) {
    boolean id = operand instanceof Expression.FieldValue f && f.field().isId();
    List<Object> values = List.of("nothing", value);
    return id ? ValueSet.ofTexts(values) : new ValueSet(values);
  }

  private static String part(String text, Random random) {
    if (text.isEmpty()) {
      return "";
    }
    int from = random.nextInt(text.length());
    return text.substring(from, Math.min(text.length(), from + 1 + random.nextInt(12)));
  }

  private static String like(String text, Random random) {
    String part = part(text, random).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    if (random.nextInt(3) == 0 && part.length() > 2 && part.indexOf('\\') < 0) {
      part = part.substring(0, 1) + "_" + part.substring(2);
    }
    return "%" + part + "%";
  }

  private static Expression matches(Expression operand, String part, Random random) {
    StringBuilder pattern = new StringBuilder(random.nextInt(3) == 0 ? "(?i)" : "");
    for (char c : part.toCharArray()) {
      if (c >= '0' && c <= '9' && random.nextBoolean()) {
        pattern.append("\\d");
      } else if (c == '\n' || Character.isSurrogate(c)) {
        pattern.append("(?s:.)");
      } else {
        pattern.append(Character.isLetterOrDigit(c) || c > 0x7F ? "" : "\\").append(c);
      }
    }
    try {
      return new Expression.Matches(operand, Regex.compile(pattern.toString()), false);
    } catch (RegexRefusedException e) {
      return new Expression.IsNull(operand, true);
    }
  }
}
