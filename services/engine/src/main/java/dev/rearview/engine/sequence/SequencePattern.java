package dev.rearview.engine.sequence;

import dev.rearview.engine.expression.Expression;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What to look for, resolved.
 *
 * @param elements steps and absences in order; the first is a step
 * @param within longest time from first to last row, inclusive; null where unbounded
 * @param by one machine per value of these; empty for one machine over all rows. Rows with a NULL
 *     among them are left out
 * @param skew rows of different streams whose times differ by no more than this satisfy either
 *     order
 * @param skipToNextRow whether matches may overlap: the next may begin at any later row; else it
 *     begins after the last row of the one before
 * @param allRows whether every row of a match is wanted; else the last one of each step
 */
public record SequencePattern(
    List<Element> elements,
    @Nullable Duration within,
    List<Expression> by,
    Duration skew,
    boolean skipToNextRow,
    boolean allRows) {
  /** Most elements of a pattern. */
  public static final int MAX_ELEMENTS = 64;

  /** A quantifier without an upper end. */
  public static final int UNBOUNDED = Integer.MAX_VALUE;

  /** A part of a pattern. */
  public sealed interface Element {}

  /**
   * Rows that are wanted.
   *
   * @param alternatives any of them matches; of several the first counts
   * @param min least number of rows, may be 0
   * @param max greatest, {@link #UNBOUNDED} where none
   */
  public record Step(List<Alternative> alternatives, int min, int max) implements Element {
    public Step {
      alternatives = List.copyOf(alternatives);
      if (alternatives.isEmpty()) {
        throw new IllegalArgumentException("a step needs a condition");
      }
      if (min < 0 || max < 1 || max < min) {
        throw new IllegalArgumentException(
            "quantifier {%d,%d} is not least, greatest".formatted(min, max));
      }
    }

    /** One row that meets one condition. */
    public static Step one(String name, Expression condition) {
      return new Step(List.of(new Alternative(name, condition)), 1, 1);
    }
  }

  /** A condition by the name that later steps may use for the last row that met it. */
  public record Alternative(String name, Expression condition) {}

  /** No row may meet this before the next step; at the end, for as long again as {@code within}. */
  public record Absent(Expression condition) implements Element {}

  public SequencePattern {
    elements = List.copyOf(elements);
    by = List.copyOf(by);
    if (elements.isEmpty() || !(elements.getFirst() instanceof Step)) {
      throw new IllegalArgumentException("a pattern begins with a step");
    }
    if (elements.size() > MAX_ELEMENTS) {
      throw new IllegalArgumentException(
          "a pattern of %d parts; at most %d are allowed".formatted(elements.size(), MAX_ELEMENTS));
    }
    if (elements.stream().allMatch(e -> e instanceof Step s ? s.min() == 0 : true)) {
      throw new IllegalArgumentException("every step may match nothing; one must match a row");
    }
    if (skew.isNegative() || (within != null && within.isNegative())) {
      throw new IllegalArgumentException("WITHIN and SKEW are not below zero");
    }
    Set<String> names = new HashSet<>();
    for (Element element : elements) {
      if (element instanceof Step step) {
        for (Alternative alternative : step.alternatives()) {
          if (!names.add(alternative.name())) {
            throw new IllegalArgumentException(
                "two steps are named '%s'".formatted(alternative.name()));
          }
        }
      }
    }
  }

  /** The names of the steps in their order. */
  public List<String> stepNames() {
    return elements.stream()
        .filter(Step.class::isInstance)
        .flatMap(element -> ((Step) element).alternatives().stream())
        .map(Alternative::name)
        .toList();
  }
}
