package dev.rearview.timeql.plan;

import dev.rearview.engine.aggregate.Aggregate;
import dev.rearview.engine.context.ContextSize;
import dev.rearview.engine.expression.Expression;
import dev.rearview.engine.sequence.SequencePattern;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done, resolved and checked. Times are epoch milliseconds unless the name says
 * nanos.
 *
 * <p>Plans that are {@link Scanned} run as fragments and a merge; the others are questions for one
 * service.
 */
public sealed interface Plan {

  /** A plan whose records come from fragments and are put together by the merge part. */
  sealed interface Scanned extends Plan {
    /** One for each source. */
    List<Fragment> fragments();

    /** Names of the answer's columns; empty where each row has its own ({@code SELECT *}). */
    List<String> columns();
  }

  /**
   * Rows as they were found, in the order of time, of keys, or as they come.
   *
   * @param last whether the newest rows are wanted, else the first
   * @param limit most matches; 0: no end
   * @param limitIsAsked whether the statement says the limit; else it is the request's bound
   * @param eventId place of the id by which equal records of several sources are one; -1: none
   */
  record Rows(
      List<Fragment> fragments,
      List<Output> outputs,
      List<SortKey> orderBy,
      boolean last,
      int limit,
      boolean limitIsAsked,
      @Nullable ContextSize context,
      int eventId,
      boolean follow)
      implements Scanned {
    /** With context: whether a row is a match, and which window it lies in. */
    public static final String MATCH = "match";

    /** As {@link #MATCH}. */
    public static final String GROUP = "group";

    public Rows {
      fragments = List.copyOf(fragments);
      outputs = List.copyOf(outputs);
      orderBy = List.copyOf(orderBy);
    }

    @Override
    public List<String> columns() {
      if (outputs.stream().anyMatch(Output::everything)) {
        return List.of();
      }
      List<String> names = new ArrayList<>(outputs.stream().map(Output::name).toList());
      if (context != null) {
        names.addAll(List.of(MATCH, GROUP));
      }
      return names;
    }
  }

  /**
   * A column of an answer and the place of its value in what a node sends.
   *
   * @param everything the value is all fields of the record, not one column
   */
  record Output(String name, int place, boolean everything) {}

  /** Rows are ordered by the value at a place, NULLs last. */
  record SortKey(int place, boolean descending) {}

  /**
   * Groups.
   *
   * @param keys over the records
   * @param aggregates over the records
   * @param partial whether the nodes send partial groups; else they send rows in the form of {@code
   *     inputs}, because equal events of several sources count once
   * @param inputs where rows are sent: the fields in the order in which they are sent
   * @param outputs over the group's row, which has a column for each key and aggregate
   * @param groupColumns names of the columns of the group's row: keys, then aggregates
   */
  record Groups(
      List<Fragment> fragments,
      List<Expression> keys,
      List<Aggregate> aggregates,
      boolean partial,
      List<String> inputs,
      List<String> groupColumns,
      List<Computed> outputs,
      @Nullable Expression having,
      List<ComputedSort> orderBy,
      int limit,
      boolean limitIsAsked)
      implements Scanned {
    public Groups {
      fragments = List.copyOf(fragments);
      keys = List.copyOf(keys);
      aggregates = List.copyOf(aggregates);
      inputs = List.copyOf(inputs);
      groupColumns = List.copyOf(groupColumns);
      outputs = List.copyOf(outputs);
      orderBy = List.copyOf(orderBy);
    }

    @Override
    public List<String> columns() {
      return outputs.stream().map(Computed::name).toList();
    }
  }

  /** A column that is computed. */
  record Computed(String name, Expression expression) {}

  record ComputedSort(Expression expression, boolean descending) {}

  /**
   * Sequences.
   *
   * @param inputs names of the fields that nodes send, in that order; with several sources the last
   *     is {@code event_id}
   * @param shown for each step, the fields of its last row that the answer shows
   */
  record Match(
      List<Fragment> fragments,
      List<String> inputs,
      SequencePattern pattern,
      List<String> by,
      List<ShownStep> shown,
      @Nullable Duration lateness,
      TimeRange range,
      boolean last,
      int limit,
      boolean limitIsAsked,
      boolean follow)
      implements Scanned {
    public Match {
      fragments = List.copyOf(fragments);
      inputs = List.copyOf(inputs);
      by = List.copyOf(by);
      shown = List.copyOf(shown);
    }

    @Override
    public List<String> columns() {
      return MatchColumns.of(this);
    }
  }

  record ShownStep(String name, List<String> fields) {
    public ShownStep {
      fields = List.copyOf(fields);
    }
  }

  /**
   * Sessions.
   *
   * @param partial whether the nodes send the sessions of their own records, one group for each
   *     value of {@code by}; else they send rows in the form of {@code inputs}, because equal
   *     events of several sources count once
   * @param inputs where rows are sent, names of the fields: those of {@code by}, then {@code
   *     service}, {@code error_occurred}, last {@code event_id}
   */
  record Sessions(
      List<Fragment> fragments,
      boolean partial,
      List<String> inputs,
      List<String> by,
      Duration gap,
      TimeRange range,
      @Nullable Expression having,
      List<ComputedSort> orderBy,
      int limit,
      boolean limitIsAsked)
      implements Scanned {
    /** Of every session row. */
    public static final List<String> COLUMNS =
        List.of(
            "key", "start", "end", "duration", "records", "services", "errors", "nodes", "cut_off");

    public Sessions {
      fragments = List.copyOf(fragments);
      inputs = List.copyOf(inputs);
      by = List.copyOf(by);
      orderBy = List.copyOf(orderBy);
    }

    @Override
    public List<String> columns() {
      return COLUMNS;
    }
  }

  /**
   * One session's timeline.
   *
   * @param by where the key is looked for; of several, only one may have it
   * @param byPlaces where in a node's rows the values of {@code by} are
   */
  record Session(String key, List<String> by, List<Integer> byPlaces, Rows rows)
      implements Scanned {
    public Session {
      by = List.copyOf(by);
      byPlaces = List.copyOf(byPlaces);
    }

    @Override
    public List<Fragment> fragments() {
      return rows.fragments();
    }

    @Override
    public List<String> columns() {
      return rows.columns();
    }
  }

  /** {@code TIMELINE}: events and logs, each event once. */
  record Timeline(TimeRange range, @Nullable Condition where, Rows rows) implements Scanned {
    @Override
    public List<Fragment> fragments() {
      return rows.fragments();
    }

    @Override
    public List<String> columns() {
      return rows.columns();
    }
  }

  /**
   * State.
   *
   * @param component canonical id; null: all that {@code where} lets through
   * @param fromMs null: the state at {@code toMs}; else only what lies in the range is folded
   * @param where over a component's row
   */
  record State(
      @Nullable String component,
      @Nullable Long fromMs,
      long toMs,
      @Nullable Condition where,
      int limit)
      implements Plan {}

  /**
   * Two moments or two periods beside each other.
   *
   * @param overMs length of the periods that begin at the two times; null: the moments themselves
   * @param measures empty: everything that changed in the components' states
   * @param where over a component's row where there are no measures
   */
  record Compare(
      long beforeMs,
      long afterMs,
      @Nullable Long overMs,
      List<Measure> measures,
      @Nullable Condition where,
      int limit)
      implements Plan {
    /** How far before a moment a value may lie. */
    public static final Duration LOOK_BACK = Duration.ofMinutes(5);

    public Compare {
      measures = List.copyOf(measures);
    }
  }

  /**
   * What is compared: two plans whose rows are {@code (subject, value)}, to be joined by subject.
   *
   * @param name as it was asked for
   */
  record Measure(String name, Groups before, Groups after) {}

  record Dependencies(String component, long atMs) implements Plan {}

  /**
   * A simulation.
   *
   * @param fromMs null: where the session begins
   * @param toMs null: where it ends
   * @param stepMs 0: a frame for each event
   */
  record Simulate(
      String session,
      @Nullable Long fromMs,
      @Nullable Long toMs,
      long stepMs,
      List<Change> changes,
      int limit)
      implements Plan {
    public Simulate {
      changes = List.copyOf(changes);
    }
  }

  /**
   * What is set at a component.
   *
   * @param component canonical id
   * @param patch JSON merge patch
   * @param atMs null: from the start, or now
   */
  record Change(String component, String patch, @Nullable Long atMs) {}

  /**
   * A walk along causal edges.
   *
   * @param until stops at events for which it holds, over an event's record; the start is not
   *     looked at
   */
  record Traverse(
      String event,
      boolean forward,
      @Nullable Condition until,
      int depth,
      double minConfidence,
      int limit)
      implements Plan {
    public static final int DEFAULT_DEPTH = 32;
  }

  /** The root cause of exactly one of an event, a session, or the trouble at a time. */
  record RootCause(
      @Nullable String event,
      @Nullable String session,
      @Nullable Long atMs,
      @Nullable Condition where,
      long withinMs,
      int limit)
      implements Plan {
    public static final Duration DEFAULT_WITHIN = Duration.ofMinutes(10);
    public static final int DEFAULT_LIMIT = 3;
  }

  /**
   * A forecast.
   *
   * @param metrics in snake case; empty: the rates and every metric
   * @param where over a component's row
   */
  record Predict(
      long fromMs, long horizonMs, List<String> metrics, @Nullable Condition where, int limit)
      implements Plan {
    public Predict {
      metrics = List.copyOf(metrics);
    }
  }

  /** The outcome of a change, expected or, where its time is past, beside what happened. */
  record WhatIf(Change change, long withinMs) implements Plan {
    public static final Duration DEFAULT_WITHIN = Duration.ofMinutes(15);
  }

  record ShowNodes() implements Plan {}

  /** The fields of a source: the table of built-in ones and those seen in its records. */
  record ShowFields(List<Source> sources, List<Fragment> fragments) implements Plan {
    public ShowFields {
      sources = List.copyOf(sources);
      fragments = List.copyOf(fragments);
    }
  }

  record ShowFormats() implements Plan {}

  record ShowCycles(long atMs) implements Plan {}

  record ShowLogStats() implements Plan {}

  record VerifyLog(String world) implements Plan {}

  /**
   * {@code EXPLAIN [ANALYZE]}.
   *
   * @param analyze whether the plan is run, too
   * @param text what would run where, one step a line
   */
  record Explain(boolean analyze, Plan plan, List<String> text) implements Plan {
    public Explain {
      text = List.copyOf(text);
    }
  }
}
