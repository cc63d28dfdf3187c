package dev.rearview.engine.expression;

import dev.rearview.engine.format.TextRules;
import dev.rearview.engine.pattern.Requirement;
import dev.rearview.engine.record.BuiltIn;
import dev.rearview.engine.record.Field;
import dev.rearview.engine.record.LogRecord;
import dev.rearview.engine.record.MapRecord;
import dev.rearview.model.Level;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds out for which values a condition holds by trying them, where there are few. */
final class SampleFields {
  /** A record without fields. */
  static final LogRecord NONE = MapRecord.builder().build();

  private static final Set<Level> ERRORS = EnumSet.of(Level.ERROR, Level.FATAL);

  private SampleFields() {}

  static LogRecord of(Field field, Object value) {
    return MapRecord.builder().put(field, value).build();
  }

  /** Whether it reads nothing. */
  static boolean isConstant(Expression condition) {
    return isPure(condition) && condition.fields().isEmpty();
  }

  /** The one field that it reads; null where there are none or several, or it reads more. */
  static @Nullable Field only(Expression condition) {
    List<Field> fields = condition.fields();
    return fields.size() == 1 && isPure(condition) ? fields.getFirst() : null;
  }

  /** Whether its value depends on the row alone and reading it changes nothing. */
  private static boolean isPure(Expression expression) {
    return switch (expression) {
      case Expression.StepValue step -> false;
      case Expression.Template template -> false;
      default -> expression.operands().stream().allMatch(SampleFields::isPure);
    };
  }

  static Requirement levels(Expression condition, TextRules rules) {
    if (condition.holds(NONE)) {
      return Requirement.ALWAYS;
    }
    Set<Level> levels = EnumSet.noneOf(Level.class);
    for (Level level : Level.values()) {
      if (condition.holds(of(Field.LEVEL, level))) {
        levels.add(level);
      }
    }
    // its words are short and stand everywhere
    return levels.contains(Level.INFO) ? Requirement.ALWAYS : rules.levels(levels);
  }

  static Requirement errorOccurred(Expression condition, TextRules rules) {
    Field field = Field.of(BuiltIn.ERROR_OCCURRED);
    if (condition.holds(of(field, false))) {
      return Requirement.ALWAYS;
    }
    return condition.holds(of(field, true)) ? errors(rules) : Requirement.NEVER;
  }

  /** Of records that are errors, by their level or by what they say. */
  static Requirement errors(TextRules rules) {
    return Requirement.any(List.of(rules.levels(ERRORS), rules.isShownAs("error")));
  }

  /** Null where a record that is no error must say it itself. */
  static @Nullable Requirement kind(Expression condition) {
    boolean ofAny =
        condition.holds(of(Field.KIND, "log")) || condition.holds(of(Field.KIND, "state"));
    return ofAny ? Requirement.ALWAYS : null;
  }

  static boolean holdsOfErrors(Expression condition) {
    return condition.holds(of(Field.KIND, "error"));
  }
}
