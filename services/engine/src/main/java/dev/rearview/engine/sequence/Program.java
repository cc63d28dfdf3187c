package dev.rearview.engine.sequence;

import dev.rearview.engine.expression.Expression;
import dev.rearview.engine.expression.Steps;
import dev.rearview.engine.record.LogRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A pattern laid out for running: its steps, the absences before each, and those at the end.
 * Conditions that refer to no step are evaluated once per row, however many runs ask.
 */
final class Program {
  private static final byte UNKNOWN = 0;
  private static final byte YES = 1;

  /** One alternative: its number among all, and whether its condition refers to steps. */
  record Condition(int number, String name, Expression expression, boolean refers) {}

  private final SequencePattern pattern;
  private final List<SequencePattern.Step> steps = new ArrayList<>();
  private final List<List<Condition>> alternatives = new ArrayList<>();
  private final List<List<Condition>> absentBefore = new ArrayList<>();
  private final List<String> names;
  private final byte[] known;
  private final long skewNanos;
  private final long within;
  private final boolean endsInAbsence;
  private final boolean sharesBeginnings;
  private final boolean firstMayRepeat;
  private @Nullable LogRecord knownOf;

  Program(SequencePattern pattern) {
    this.pattern = pattern;
    this.names = pattern.stepNames();
    int number = names.size();
    int named = 0;
    List<Condition> absences = new ArrayList<>();
    for (SequencePattern.Element element : pattern.elements()) {
      switch (element) {
        case SequencePattern.Absent a -> absences.add(condition(number++, "", a.condition()));
        case SequencePattern.Step step -> {
          steps.add(step);
          absentBefore.add(absences);
          absences = new ArrayList<>();
          List<Condition> conditions = new ArrayList<>();
          for (SequencePattern.Alternative a : step.alternatives()) {
            conditions.add(condition(named++, a.name(), a.condition()));
          }
          alternatives.add(conditions);
        }
      }
    }
    absentBefore.add(absences);
    known = new byte[number];
    skewNanos = pattern.skew().toNanos();
    within = pattern.within() == null ? Long.MAX_VALUE : pattern.within().toNanos();
    endsInAbsence = !absences.isEmpty();
    firstMayRepeat = steps.getFirst().max() > 1;
    sharesBeginnings =
        within != Long.MAX_VALUE
            && skewNanos == 0
            && !pattern.skipToNextRow()
            && !refersToSteps()
            && steps.stream().allMatch(step -> step.min() == 1 && step.max() == 1);
  }

  private boolean refersToSteps() {
    return Stream.concat(alternatives.stream(), absentBefore.stream())
        .flatMap(List::stream)
        .anyMatch(Condition::refers);
  }

  private static Condition condition(int number, String name, Expression expression) {
    return new Condition(number, name, expression, refers(expression));
  }

  private static boolean refers(Expression expression) {
    return expression instanceof Expression.StepValue
        || expression.operands().stream().anyMatch(Program::refers);
  }

  SequencePattern pattern() {
    return pattern;
  }

  int stepCount() {
    return steps.size();
  }

  SequencePattern.Step step(int index) {
    return steps.get(index);
  }

  List<String> names() {
    return names;
  }

  /** Conditions that no row may meet before a step; at {@link #stepCount}, after the last. */
  List<Condition> absentBefore(int step) {
    return absentBefore.get(step);
  }

  /**
   * Whether of two open beginnings the earlier one always wins, so that the later need not be held:
   * nothing but the rows' own values decides, and no time runs out.
   */
  boolean earlierAlwaysWins() {
    return pattern.within() == null && !pattern.skipToNextRow() && !refersToSteps();
  }

  /**
   * Whether all beginnings that have taken nothing but their first row can be held as one: what is
   * taken afterwards does not depend on it, and the earliest in reach wins.
   */
  boolean sharesBeginnings() {
    return sharesBeginnings;
  }

  /** Nanoseconds; {@link Long#MAX_VALUE} where unbounded. */
  long within() {
    return within;
  }

  long skewNanos() {
    return skewNanos;
  }

  boolean endsInAbsence() {
    return endsInAbsence;
  }

  /** Whether a match may begin at a row. */
  boolean mayBegin(LogRecord row) {
    for (int step = 0; step < steps.size(); step++) {
      if (match(step, row, Steps.NONE) != null) {
        return true;
      }
      if (steps.get(step).min() > 0) {
        break;
      }
    }
    return false;
  }

  /** Whether a row may matter to a match that has begun: it may be taken or should be absent. */
  boolean mattersLater(LogRecord row) {
    for (int step = firstMayRepeat ? 0 : 1; step < steps.size(); step++) {
      for (Condition condition : alternatives.get(step)) {
        if (condition.refers() || holds(condition, row, Steps.NONE)) {
          return true;
        }
      }
    }
    for (List<Condition> conditions : absentBefore) {
      for (Condition condition : conditions) {
        if (condition.refers() || holds(condition, row, Steps.NONE)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether anything is to be absent before any of these steps, both inclusive. */
  boolean hasAbsence(int fromStep, int toStep) {
    for (int i = fromStep; i <= toStep; i++) {
      if (!absentBefore.get(i).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /** The alternative of a step that a row meets, or null. */
  @Nullable Condition match(int step, LogRecord row, Steps earlier) {
    for (Condition condition : alternatives.get(step)) {
      if (holds(condition, row, earlier)) {
        return condition;
      }
    }
    return null;
  }

  boolean holds(Condition condition, LogRecord row, Steps earlier) {
    if (condition.refers()) {
      return Boolean.TRUE.equals(condition.expression().value(row, earlier));
    }
    if (knownOf != row) {
      Arrays.fill(known, UNKNOWN);
      knownOf = row;
    }
    int number = condition.number();
    if (known[number] == UNKNOWN) {
      known[number] = (byte) (condition.expression().holds(row) ? YES : -1);
    }
    return known[number] == YES;
  }
}
