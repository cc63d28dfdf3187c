package dev.rearview.engine.aggregate;

import dev.rearview.engine.expression.Expression;
import dev.rearview.engine.record.LogRecord;
import dev.rearview.engine.session.SessionBudget;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One aggregate of a statement, resolved.
 *
 * @param argument what it runs over; null for {@code count(*)} and what runs over the records'
 *     times
 * @param parameter the quantile of {@link Function#PERCENTILE}, 0 to 1; how many values {@link
 *     Function#TOP} gives, 1 to {@link #MOST_TOP}; else 0
 * @param per what {@link Function#RATE} counts by; the gap of {@link Function#SESSIONS}; the width
 *     of {@link Function#OUTLIER} and {@link Function#OUTLIERS}; else null
 * @param over the span that a rate is over where it is known (a bucket, a range); null: from the
 *     first to the last record
 * @param fromNanos begin of the range that outliers are looked for in, {@link LogRecord#NO_TIME}
 *     where open, and for other functions
 * @param toNanos its end
 */
public record Aggregate(
    Function function,
    @Nullable Expression argument,
    double parameter,
    @Nullable Duration per,
    @Nullable Duration over,
    long fromNanos,
    long toNanos) {

  /** Values that {@link Function#TOP} gives at most. */
  public static final int MOST_TOP = 100;

  /** What to compute. */
  public enum Function {
    /** Of rows, or of rows where the argument is not NULL. */
    COUNT,
    /** About how many different values, within 2 %. */
    COUNT_DISTINCT,
    SUM,
    AVG,
    MIN,
    MAX,
    /** Of the population's sample: divided by n − 1. */
    STDDEV,
    /** The value of the earliest record where it is not NULL. */
    FIRST,
    /** The value of the latest record where it is not NULL. */
    LAST,
    /** Within 1 % of the value. */
    PERCENTILE,
    /** The most frequent values, each with its count. */
    TOP,
    /** Records per duration. */
    RATE,
    /**
     * How many sessions: stretches of time without a longer gap. As it travels it holds each one's
     * times, counts, services and nodes.
     */
    SESSIONS,
    /**
     * How unusual the rate of the rows was at its most unusual, in standard deviations from the
     * usual: above zero for a burst, below for a silence.
     */
    OUTLIER,
    /** When and how the rate was unusual, the most unusual first. */
    OUTLIERS
  }

  public Aggregate {
    boolean needsArgument =
        switch (function) {
          case COUNT, RATE, SESSIONS, OUTLIER, OUTLIERS -> false;
          case COUNT_DISTINCT, SUM, AVG, MIN, MAX, STDDEV, FIRST, LAST, PERCENTILE, TOP -> true;
        };
    if (needsArgument && argument == null) {
      throw new IllegalArgumentException(function + " needs an argument");
    }
    if (function == Function.PERCENTILE && !(parameter >= 0 && parameter <= 1)) {
      throw new IllegalArgumentException(
          "percentile %s is not between 0 and 1".formatted(parameter));
    }
    if (function == Function.TOP && !(parameter >= 1 && parameter <= MOST_TOP)) {
      throw new IllegalArgumentException(
          "top %s is not between 1 and %d".formatted(parameter, MOST_TOP));
    }
    boolean needsDuration =
        function == Function.RATE
            || function == Function.SESSIONS
            || function == Function.OUTLIER
            || function == Function.OUTLIERS;
    if (needsDuration && (per == null || !per.isPositive())) {
      throw new IllegalArgumentException(
          function.name().toLowerCase(Locale.ROOT)
              + " needs a duration above zero to count by, as a gap or a width");
    }
  }

  Aggregate(
      Function function,
      @Nullable Expression argument,
      double parameter,
      @Nullable Duration per,
      @Nullable Duration over) {
    this(function, argument, parameter, per, over, LogRecord.NO_TIME, LogRecord.NO_TIME);
  }

  /** Whether it depends on the records' times. */
  public boolean readsTime() {
    return switch (function) {
      case FIRST, LAST, RATE, SESSIONS, OUTLIER, OUTLIERS -> true;
      case COUNT, COUNT_DISTINCT, SUM, AVG, MIN, MAX, STDDEV, PERCENTILE, TOP -> false;
    };
  }

  public static Aggregate countRows() {
    return new Aggregate(Function.COUNT, null, 0, null, null);
  }

  /** Any function of one argument and nothing else. */
  public static Aggregate of(Function function, Expression argument) {
    return new Aggregate(function, argument, 0, null, null);
  }

  public static Aggregate percentile(Expression argument, double quantile) {
    return new Aggregate(Function.PERCENTILE, argument, quantile, null, null);
  }

  /**
   * @param values how many, 1 to {@link #MOST_TOP}
   */
  public static Aggregate top(Expression argument, int values) {
    return new Aggregate(Function.TOP, argument, values, null, null);
  }

  public static Aggregate rate(Duration per, @Nullable Duration over) {
    return new Aggregate(Function.RATE, null, 0, per, over);
  }

  /**
   * @param gap longest time between two records of one session
   */
  public static Aggregate sessions(Duration gap) {
    return new Aggregate(Function.SESSIONS, null, 0, gap, null);
  }

  /**
   * @param function one of the two for outliers
   * @param width of the stretches of time that are compared
   * @param fromNanos begin of the range, {@link LogRecord#NO_TIME} where it is the first record's
   * @param toNanos its end, {@link LogRecord#NO_TIME} where it is the last record's
   */
  public static Aggregate outliers(
      Function function, Duration width, long fromNanos, long toNanos) {
    return new Aggregate(function, null, 0, width, null, fromNanos, toNanos);
  }

  /**
   * An empty accumulator.
   *
   * @param sessions how many sessions the accumulators of one table may hold together
   */
  public Accumulator accumulator(SessionBudget sessions) {
    return switch (function) {
      case COUNT -> new CountAccumulator();
      case COUNT_DISTINCT -> new DistinctAccumulator();
      case SUM, AVG, STDDEV -> new MomentsAccumulator(function);
      case MIN, MAX -> new ExtremeAccumulator(function == Function.MAX);
      case FIRST, LAST -> new EdgeAccumulator(function == Function.LAST);
      case PERCENTILE -> new PercentileAccumulator(parameter);
      case TOP -> new TopAccumulator((int) parameter);
      case RATE -> new RateAccumulator(Objects.requireNonNull(per), over);
      case SESSIONS -> new SessionsAccumulator(Objects.requireNonNull(per), sessions);
      case OUTLIER, OUTLIERS ->
          new OutlierAccumulator(
              Objects.requireNonNull(per), function == Function.OUTLIERS, fromNanos, toNanos);
    };
  }
}
