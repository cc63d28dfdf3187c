package dev.rearview.timeql.syntax;

import dev.rearview.timeql.syntax.Expr.Literal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement as it was written; one record for each that the language has. */
public sealed interface Statement {
  Position at();

  /** {@code EXPLAIN [ANALYZE] …}; never around another EXPLAIN. */
  record Explain(Position at, boolean analyze, Statement statement) implements Statement {}

  record Select(
      Position at,
      List<SelectItem> items,
      List<Source> from,
      List<Extraction> extract,
      @Nullable Expr where,
      Range range,
      @Nullable Literal zone,
      List<Expr> groupBy,
      @Nullable Expr having,
      List<OrderItem> orderBy,
      @Nullable Literal limit,
      @Nullable Literal last,
      @Nullable Context context,
      boolean follow)
      implements Statement {
    public Select {
      items = List.copyOf(items);
      from = List.copyOf(from);
      extract = List.copyOf(extract);
      groupBy = List.copyOf(groupBy);
      orderBy = List.copyOf(orderBy);
    }
  }

  /**
   * @param from empty: {@code events}
   * @param skipToNextRow matches may overlap; else {@code SKIP PAST LAST ROW}
   */
  record Match(
      Position at,
      Step first,
      List<Follower> followers,
      @Nullable Literal within,
      List<Expr.Field> by,
      List<Source> from,
      List<Extraction> extract,
      Range range,
      @Nullable Literal zone,
      @Nullable Literal skew,
      @Nullable Literal lateness,
      boolean skipToNextRow,
      boolean returnAllRows,
      @Nullable Literal limit,
      @Nullable Literal last,
      boolean follow)
      implements Statement {
    public Match {
      followers = List.copyOf(followers);
      by = List.copyOf(by);
      from = List.copyOf(from);
      extract = List.copyOf(extract);
    }
  }

  /**
   * @param from empty: {@code logs}
   */
  record Sessions(
      Position at,
      List<Expr.Field> by,
      List<Source> from,
      @Nullable Literal gap,
      List<Extraction> extract,
      @Nullable Expr where,
      Range range,
      @Nullable Literal zone,
      @Nullable Expr having,
      List<OrderItem> orderBy,
      @Nullable Literal limit)
      implements Statement {
    public Sessions {
      by = List.copyOf(by);
      from = List.copyOf(from);
      extract = List.copyOf(extract);
      orderBy = List.copyOf(orderBy);
    }
  }

  record Session(
      Position at,
      Literal key,
      List<Expr.Field> by,
      List<Source> from,
      @Nullable Context context,
      Range range,
      @Nullable Literal zone,
      @Nullable Literal limit)
      implements Statement {
    public Session {
      by = List.copyOf(by);
      from = List.copyOf(from);
    }
  }

  /**
   * {@code STATE [OF c] AT t} folds up to and including the time; {@code STATE OF c FROM … TO …}
   * begins empty and folds only the range.
   */
  record State(
      Position at,
      @Nullable Literal component,
      @Nullable Literal when,
      Range range,
      @Nullable Expr where,
      @Nullable Literal zone,
      @Nullable Literal limit)
      implements Statement {}

  record Timeline(
      Position at,
      Range range,
      @Nullable Expr where,
      @Nullable Literal zone,
      @Nullable Literal limit,
      @Nullable Literal last)
      implements Statement {}

  /**
   * @param over null: moments are compared, not periods
   * @param of empty: everything that changed
   */
  record Compare(
      Position at,
      Literal before,
      Literal after,
      @Nullable Literal over,
      List<Expr> of,
      @Nullable Expr where,
      @Nullable Literal zone,
      @Nullable Literal limit)
      implements Statement {
    public Compare {
      of = List.copyOf(of);
    }
  }

  record Dependencies(
      Position at, Literal component, @Nullable Literal when, @Nullable Literal zone)
      implements Statement {}

  record Simulate(
      Position at,
      Literal session,
      List<Override> overrides,
      Range range,
      @Nullable Literal step,
      @Nullable Literal zone,
      @Nullable Literal limit)
      implements Statement {
    public Simulate {
      overrides = List.copyOf(overrides);
    }
  }

  record Traverse(
      Position at,
      Literal event,
      boolean forward,
      @Nullable Expr until,
      @Nullable Literal depth,
      @Nullable Literal minConfidence,
      @Nullable Literal zone,
      @Nullable Literal limit)
      implements Statement {}

  /** Exactly one of event, session and when is there. */
  record RootCause(
      Position at,
      @Nullable Literal event,
      @Nullable Literal session,
      @Nullable Literal when,
      @Nullable Expr where,
      @Nullable Literal within,
      @Nullable Literal zone,
      @Nullable Literal limit)
      implements Statement {}

  /**
   * @param from null: now
   * @param of empty: the rates and every metric
   */
  record Predict(
      Position at,
      Literal horizon,
      @Nullable Literal from,
      List<Expr> of,
      @Nullable Expr where,
      @Nullable Literal zone,
      @Nullable Literal limit)
      implements Statement {
    public Predict {
      of = List.copyOf(of);
    }
  }

  /**
   * @param change what is set, and when; its time null: now
   */
  record WhatIf(Position at, Override change, @Nullable Literal within, @Nullable Literal zone)
      implements Statement {}

  record ShowNodes(Position at) implements Statement {}

  /**
   * @param from empty: {@code logs}
   */
  record ShowFields(Position at, List<Source> from) implements Statement {
    public ShowFields {
      from = List.copyOf(from);
    }
  }

  record ShowFormats(Position at) implements Statement {}

  record ShowCycles(Position at, @Nullable Literal when, @Nullable Literal zone)
      implements Statement {}

  record ShowLogStats(Position at) implements Statement {}

  /**
   * @param world null: the request's
   */
  record VerifyLog(Position at, @Nullable Literal world) implements Statement {}

  // ---- Parts ----

  /** A column of a SELECT. */
  sealed interface SelectItem {
    /** {@code *} */
    record Everything(Position at) implements SelectItem {}

    record Column(Expr expr, @Nullable String alias) implements SelectItem {}
  }

  /** {@code logs}, {@code logs('selector')}, {@code file('path')}, … */
  record Source(Position at, String name, List<Literal> arguments) {
    public Source {
      arguments = List.copyOf(arguments);
    }
  }

  record Extraction(Position at, Literal pattern, Expr.Field from) {}

  record OrderItem(Expr expr, boolean descending) {}

  /**
   * Counts, or one duration on both sides. Null on a side: none there.
   *
   * @param at where the clause stands
   */
  record Context(Position at, @Nullable Literal before, @Nullable Literal after) {}

  /** Which time is asked for. Both ends are inclusive. */
  sealed interface Range {
    record Everything() implements Range {}

    /** {@code SINCE … UNTIL …}, {@code FROM … TO …}; null: open. */
    record Between(Position at, @Nullable Literal from, @Nullable Literal to) implements Range {}

    /** {@code IN LAST d} */
    record Last(Position at, Literal span) implements Range {}
  }

  /** {@code [NOT] FOLLOWED BY step} */
  record Follower(boolean negated, Step step) {}

  /** One step of a pattern. */
  sealed interface Step {
    Position at();

    Quantifier quantifier();

    record One(Position at, @Nullable String name, Expr condition, Quantifier quantifier)
        implements Step {}

    /**
     * @param steps at least two
     */
    record Any(Position at, List<Step> steps, Quantifier quantifier) implements Step {
      public Any {
        steps = List.copyOf(steps);
      }
    }
  }

  /**
   * How often a step is taken.
   *
   * @param atMost null: as often as it can
   */
  record Quantifier(int atLeast, @Nullable Integer atMost) {
    public static final Quantifier ONCE = new Quantifier(1, 1);
  }

  /**
   * {@code 'component' SET field = value, … [AT time]}
   *
   * @param when null: from the start
   */
  record Override(Literal component, List<Assignment> assignments, @Nullable Literal when) {
    public Override {
      assignments = List.copyOf(assignments);
    }
  }

  record Assignment(Expr.Field field, Literal value) {}
}
