package dev.rearview.engine.sequence;

import dev.rearview.engine.record.LogRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row at which a match may begin, with the runs from there, the preferred one first: taking one
 * more row of a step is preferred to going on, and what is preferred decides once it is known to
 * succeed or to fail.
 */
final class Beginning {
  private final Program program;
  private final int maxRows;
  private final long arrival;
  private List<Run> runs;
  private @Nullable Run provisional;
  private long id;

  private Beginning(Program program, int maxRows, long arrival, List<Run> runs) {
    this.program = program;
    this.maxRows = maxRows;
    this.arrival = arrival;
    this.runs = runs;
  }

  /** Null where no match can begin at the row. */
  static @Nullable Beginning at(Program program, int maxRows, Arrived row, List<Arrived> tied) {
    List<Run> runs = new ArrayList<>(1);
    for (int step = 0; step < program.stepCount(); step++) {
      Program.Condition as = program.match(step, row.record(), name -> null);
      if (as != null) {
        runs.add(Run.begin(program, step, as, row));
      }
      if (program.step(step).min() > 0) {
        break;
      }
    }
    if (runs.isEmpty()) {
      return null;
    }
    Beginning beginning = new Beginning(program, maxRows, row.arrival(), runs);
    beginning.runs = beginning.replay(runs, row, tied);
    return beginning;
  }

  /** Takes the next row into each run. */
  void accept(Arrived row, List<Arrived> tied) {
    List<Run> next = new ArrayList<>(runs.size());
    for (Run run : runs) {
      if (run.isFinal()) {
        watchEnd(run, row.record());
        next.add(run);
        continue;
      }
      List<Run> after = taking(run, row);
      if (after.isEmpty()) {
        watchGap(run, row.record());
        next.add(run);
      } else {
        next.addAll(replay(after, row, tied));
      }
    }
    runs =
        next.size() > SequenceMachine.MAX_RUNS ? next.subList(0, SequenceMachine.MAX_RUNS) : next;
  }

  /** Rows that came before one of equal time in another stream may also stand after it. */
  private List<Run> replay(List<Run> fresh, Arrived row, List<Arrived> tied) {
    List<Run> runs = fresh;
    for (Arrived other : tied) {
      if (other.arrival() == row.arrival()) {
        continue;
      }
      List<Run> grown = new ArrayList<>(runs.size());
      for (Run run : runs) {
        List<Run> after = run.isFinal() ? List.of() : taking(run, other);
        if (after.isEmpty()) {
          grown.add(run);
        } else {
          grown.addAll(after);
        }
      }
      runs = grown;
    }
    return runs;
  }

  /** The runs that come of taking a row, the preferred first; none where it cannot be taken. */
  private List<Run> taking(Run run, Arrived row) {
    LogRecord record = row.record();
    if (run.has(record) || !run.mayGoOnWith(record) || !run.isInReach(record.tsNanos())) {
      return List.of();
    }
    List<Run> after = new ArrayList<>(2);
    if (run.mayRepeat()) {
      Program.Condition as = program.match(run.step(), record, run);
      if (as != null) {
        after.add(run.take(run.step(), as, row, maxRows));
      }
    }
    if (!run.hasEnough()) {
      return after;
    }
    for (int step = run.step() + 1; step < program.stepCount(); step++) {
      if (program.hasAbsence(run.step() + 1, step) && run.isBrokenFor(record)) {
        break;
      }
      Program.Condition as = program.match(step, record, run);
      if (as != null) {
        after.add(run.take(step, as, row, maxRows));
      }
      if (program.step(step).min() > 0) {
        break;
      }
    }
    return after;
  }

  private void watchGap(Run run, LogRecord row) {
    if (!run.hasEnough() || run.isBroken() || !run.surelyBefore(row)) {
      return;
    }
    for (int step = run.step() + 1; step <= program.stepCount(); step++) {
      for (Program.Condition absent : program.absentBefore(step)) {
        if (program.holds(absent, row, run)) {
          run.breakGap(row);
          return;
        }
      }
      if (step < program.stepCount() && program.step(step).min() > 0) {
        return;
      }
    }
  }

  private void watchEnd(Run run, LogRecord row) {
    if (run.isBroken() || !run.surelyBefore(row) || row.tsNanos() > waitsUntil(run)) {
      return;
    }
    for (Program.Condition absent : program.absentBefore(program.stepCount())) {
      if (program.holds(absent, row, run)) {
        run.breakGap(row);
      }
    }
  }

  /** Time has passed: closes runs that can take no more, and drops those that have failed. */
  void passed(long nanos) {
    for (Run run : runs) {
      if (!run.isFinal() && !run.isInReach(nanos)) {
        run.close();
      }
    }
    runs.removeIf(run -> hasFailed(run, nanos));
  }

  private boolean hasFailed(Run run, long nanos) {
    if (run.isFinal()) {
      return !run.isComplete() || (endsInAbsence() && run.isBroken());
    }
    boolean cannotMend = !run.mayRepeat() && run.isBrokenAt(nanos);
    return cannotMend && !run.isComplete();
  }

  /** No row will come any more. */
  void end() {
    runs.forEach(Run::close);
    runs.removeIf(run -> hasFailed(run, Long.MAX_VALUE));
  }

  boolean endsInAbsence() {
    return !program.absentBefore(program.stepCount()).isEmpty();
  }

  long waitsUntil(Run run) {
    Duration within = program.pattern().within();
    return within == null ? Long.MAX_VALUE : run.last().tsNanos() + within.toNanos();
  }

  /** Whether a row that should be absent has come, so that it may yet fail. */
  boolean isBroken() {
    return runs.stream().anyMatch(Run::isBroken);
  }

  boolean hasFailed() {
    return runs.isEmpty();
  }

  /** The run that decides: its rows are all there. Null while that is open. */
  @Nullable Run found() {
    return !runs.isEmpty() && runs.getFirst().isFinal() ? runs.getFirst() : null;
  }

  long arrival() {
    return arrival;
  }

  /** The run that was given as provisional, or null. */
  @Nullable Run provisional() {
    return provisional;
  }

  /** It was given as provisional under this id. */
  void givenAs(long matchId, Run run) {
    provisional = run;
    id = matchId;
  }

  long id() {
    return id;
  }
}
