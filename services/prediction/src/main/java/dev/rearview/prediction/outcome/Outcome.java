package dev.rearview.prediction.outcome;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a change.
 *
 * @param conclusive false: {@code reason} says why no effect is estimated
 * @param cases past changes that it rests on
 * @param confidence how often the interval, made from the other cases, holds what a case did
 * @param past newest first, at most 20
 * @param errorProbability that errors rise, by the rule of succession; null where nothing is known
 */
public record Outcome(
    boolean conclusive,
    String reason,
    int cases,
    List<Effect> effects,
    double confidence,
    List<PastCase> past,
    @Nullable Double errorProbability) {
  /** Fewer cases than this conclude nothing. */
  public static final int MINIMUM_CASES = 3;

  static final int MAX_PAST = 20;

  public Outcome {
    effects = List.copyOf(effects);
    past = List.copyOf(past);
  }

  /**
   * A metric's mean over the window after the change.
   *
   * @param before its mean over as long before
   * @param low lower end of the 80 % interval
   * @param actual what it really was, where that time is past
   */
  public record Effect(
      String componentId,
      String metric,
      double before,
      double expected,
      double low,
      double high,
      @Nullable Double actual) {}

  /** A past change, and whether errors rose at the component or at one that depends on it. */
  public record PastCase(
      String eventId, long atMs, String componentId, String change, boolean errorsRose) {}
}
