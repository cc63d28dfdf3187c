package dev.rearview.timeql.merge;

import dev.rearview.engine.record.LogRecord;
import dev.rearview.engine.sequence.Hole;
import dev.rearview.engine.sequence.SequenceLimits;
import dev.rearview.engine.sequence.SequenceMachine;
import dev.rearview.engine.sequence.SequenceMatch;
import dev.rearview.timeql.answer.RowSink;
import dev.rearview.timeql.node.NodeRow;
import dev.rearview.timeql.plan.Plan;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * The merge part of a statement with {@code FOLLOW}: rows are given as they come; sequences as they
 * are found, after rows have waited for late ones as long as {@code ALLOWED LATENESS}. For one
 * thread.
 */
public final class Live {
  /** How long rows of a sequence wait for late ones where the statement does not say. */
  public static final Duration DEFAULT_LATENESS = Duration.ofSeconds(5);

  /** Rows that wait at most. */
  private static final int MOST_WAITING = 100_000;

  private final Plan.Scanned plan;
  private final Giving giving;
  private final PriorityQueue<LogRecord> waiting =
      new PriorityQueue<>(dev.rearview.engine.order.RecordOrder.BY_TIME);
  private final Map<String, Integer> groups = new HashMap<>();
  private final OnceById once;
  private final @org.jspecify.annotations.Nullable RowValues values;
  private final java.util.@org.jspecify.annotations.Nullable ArrayDeque<SequenceMatch> found;
  private final @org.jspecify.annotations.Nullable SequenceMachine machine;

  private Live(Plan.Scanned plan, RowSink sink) {
    this.plan = plan;
    switch (plan) {
      case Plan.Rows p -> {
        giving = new Giving(sink, p.limit(), p.limitIsAsked());
        once = new OnceById(p.eventId());
        found = null;
        machine = null;
        values = new RowValues(p);
      }
      case Plan.Match p -> {
        giving = new Giving(sink, p.limit(), p.limitIsAsked());
        once = new OnceById(p.fragments().size() > 1 ? p.inputs().size() - 1 : -1);
        found = new java.util.ArrayDeque<>();
        machine = new SequenceMachine(p.pattern(), SequenceLimits.LIVE, found::add);
        values = null;
      }
      default -> throw new IllegalArgumentException("FOLLOW is for rows and sequences only");
    }
    sink.columns(plan.columns());
  }

  /** Names the columns and waits for rows. */
  public static Live of(Plan.Scanned plan, RowSink sink) {
    return new Live(plan, sink);
  }

  /** Takes a row of a node; whether more are wanted. */
  public boolean accept(String node, NodeRow row) {
    if (!once.isFirst(row)) {
      return !giving.isEnough();
    }
    switch (plan) {
      case Plan.Rows p -> {
        int group = groups.computeIfAbsent(node + '\n' + row.group(), k -> groups.size() + 1);
        var given = java.util.Objects.requireNonNull(values).of(row, !row.context(), group);
        if (row.context()) {
          giving.context(given);
        } else {
          giving.match(given);
        }
        if (groups.size() > MOST_WAITING) {
          groups.clear();
        }
      }
      case Plan.Match p -> waiting.add(new Carried(node, 0, row).named(p.inputs()).build());
      default -> throw new IllegalStateException("refused in the constructor");
    }
    if (waiting.size() > MOST_WAITING) {
      release(waiting.peek());
    }
    return !giving.isEnough();
  }

  /**
   * Time has passed.
   *
   * @param nowNanos epoch nanoseconds
   * @return whether more rows are wanted
   */
  public boolean tick(long nowNanos) {
    if (plan instanceof Plan.Match p && machine != null) {
      Duration lateness = p.lateness() == null ? DEFAULT_LATENESS : p.lateness();
      long surely = nowNanos - lateness.toNanos();
      while (!waiting.isEmpty() && waiting.element().tsNanos() <= surely) {
        release(waiting.element());
      }
      machine.advanceTo(surely);
      give(p);
    }
    return !giving.isEnough();
  }

  private void release(LogRecord record) {
    waiting.remove(record);
    if (machine != null && plan instanceof Plan.Match p) {
      machine.accept(record);
      give(p);
    }
  }

  /** A node is gone: from now on nothing is claimed to be absent. */
  public void missing(String reason) {
    if (machine != null) {
      machine.addHole(Hole.everywhere(reason));
    }
  }

  private void give(Plan.Match p) {
    MatchRows rows = new MatchRows(p);
    while (found != null && !found.isEmpty() && !giving.isEnough()) {
      SequenceMatch match = found.remove();
      boolean first = true;
      for (var row : rows.of(match, match.id(), match.status())) {
        if (first) {
          giving.match(row);
        } else {
          giving.context(row);
        }
        first = false;
      }
    }
  }

  /** What was given, and what was left out. */
  public Outcome outcome() {
    if (machine != null) {
      giving.bounds(machine.boundsHit());
      giving.warnings(machine.warnings());
    }
    giving.bounds(once.boundsHit());
    return giving.outcome();
  }

  /** Columns of the answer, as the sink was told. */
  public List<String> columns() {
    return plan.columns();
  }
}
