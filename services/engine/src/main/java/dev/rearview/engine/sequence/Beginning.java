package dev.rearview.engine.sequence;

import dev.rearview.engine.record.LogRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row at which a match may begin, with the runs from there, the preferred one first: taking one
 * more row of a step is preferred to going on, and what is preferred decides once it is known to
 * succeed or to fail.
 *
 * <p>Rows that come while nothing but the first row was taken, and at which a match could begin as
 * well, share its runs: what happens to it happens to them, until it is too old and the next of
 * them takes its place. So many rows of a frequent first step cost no more than one.
 */
final class Beginning {
  /** A later row that the first step met. */
  private record Follower(Arrived row, Program.Condition as) {}

  private static final Run[] NONE = new Run[0];

  private final Program program;
  private final SequenceLimits limits;
  private final KeyMachine.Listener listener;
  private long arrival;
  private Run[] runs;
  private @Nullable ArrayDeque<Follower> followers;
  private @Nullable Run provisional;
  private long id;

  private Beginning(
      Program program,
      SequenceLimits limits,
      KeyMachine.Listener listener,
      long arrival,
      Run[] runs) {
    this.program = program;
    this.limits = limits;
    this.listener = listener;
    this.arrival = arrival;
    this.runs = runs;
  }

  /** Null where no match can begin at the row. */
  static @Nullable Beginning at(
      Program program,
      SequenceLimits limits,
      KeyMachine.Listener listener,
      Arrived row,
      TiedRows tied) {
    Run[] runs = NONE;
    for (int step = 0; step < program.stepCount(); step++) {
      Program.Condition as = program.match(step, row.record(), name -> null);
      if (as != null) {
        runs = and(runs, Run.begin(program, step, as, row));
      }
      if (program.step(step).min() > 0) {
        break;
      }
    }
    if (runs.length == 0) {
      return null;
    }
    Beginning beginning = new Beginning(program, limits, listener, row.arrival(), runs);
    beginning.runs = beginning.replay(runs, row, tied);
    return beginning;
  }

  private static Run[] and(Run[] runs, Run... more) {
    if (runs.length == 0) {
      return more;
    }
    Run[] all = java.util.Arrays.copyOf(runs, runs.length + more.length);
    System.arraycopy(more, 0, all, runs.length, more.length);
    return all;
  }

  /**
   * Whether nothing but its first row was taken, so that others may share what comes; only for
   * patterns of which {@link Program#sharesBeginnings} says so, which never have two runs.
   */
  boolean isFresh() {
    return runs.length == 1 && runs[0].isFresh() && !runs[0].isFinal();
  }

  /** A later row at which a match may begin shares the runs. */
  void follow(Arrived row, Program.Condition as) {
    if (followers == null) {
      followers = new ArrayDeque<>(2);
    }
    followers.add(new Follower(row, as));
  }

  /**
   * Followers that a row does not surely stand after go their own way.
   *
   * @param tied whether rows of other streams have the row's time
   */
  List<Beginning> split(Arrived row, boolean tied) {
    List<Beginning> own = List.of();
    while (followers != null && !followers.isEmpty()) {
      Follower last = followers.getLast();
      long delta = row.nanos() - last.row().nanos();
      if (delta > 0 || (delta == 0 && !tied)) {
        break;
      }
      followers.removeLast();
      Beginning beginning =
          new Beginning(program, limits, listener, last.row().arrival(), from(runs, last));
      own = own.isEmpty() ? new ArrayList<>() : own;
      own.addFirst(beginning);
    }
    return own;
  }

  private static Run[] from(Run[] runs, Follower first) {
    Run[] same = new Run[runs.length];
    for (int i = 0; i < runs.length; i++) {
      same[i] = runs[i].from(first.row(), first.as());
    }
    return same;
  }

  /**
   * Takes the next row into each run.
   *
   * @return whether anything changed
   */
  boolean accept(Arrived row, TiedRows tied) {
    if (runs.length == 1) {
      Run[] after = after(runs[0], row, tied);
      boolean changed = after != null || runs[0].isBroken();
      runs = after == null ? runs : cut(after);
      return changed;
    }
    boolean changed = false;
    Run[] next = NONE;
    for (Run run : runs) {
      Run[] after = after(run, row, tied);
      changed |= after != null || run.isBroken();
      next = after == null ? and(next, run) : and(next, after);
    }
    runs = cut(next);
    return changed;
  }

  private Run[] cut(Run[] all) {
    if (all.length <= SequenceMachine.MAX_RUNS) {
      return all;
    }
    listener.runsLeftOut(all.length - SequenceMachine.MAX_RUNS);
    return java.util.Arrays.copyOf(all, SequenceMachine.MAX_RUNS);
  }

  /** The runs that a run becomes by a row; null where it stays, be it that its gap is broken. */
  private Run @Nullable [] after(Run run, Arrived row, TiedRows tied) {
    if (run.isFinal()) {
      watchEnd(run, row.record());
      return null;
    }
    Run[] after = taking(run, row);
    if (after.length == 0) {
      watchGap(run, row.record());
      return null;
    }
    return replay(after, row, tied);
  }

  /** Rows that came before one of equal time in another stream may also stand after it. */
  private Run[] replay(Run[] fresh, Arrived row, TiedRows tied) {
    Run[] grown = fresh;
    for (int i = 0; i < tied.size(); i++) {
      Arrived other = tied.get(i);
      if (other.arrival() == row.arrival()) {
        continue;
      }
      Run[] next = NONE;
      for (Run run : grown) {
        Run[] after = run.isFinal() ? NONE : taking(run, other);
        next = after.length == 0 ? and(next, run) : and(next, after);
      }
      grown = next;
    }
    return grown;
  }

  /** The runs that come of taking a row, the preferred first; none where it cannot be taken. */
  private Run[] taking(Run run, Arrived row) {
    LogRecord record = row.record();
    if (!run.isInReach(record.tsNanos()) || !run.mayGoOnWith(record) || run.has(record)) {
      return NONE;
    }
    Run[] after = NONE;
    if (run.mayRepeat()) {
      Program.Condition as = program.match(run.step(), record, run);
      if (as != null) {
        after = and(after, run.take(run.step(), as, row, limits.maxRows()));
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
        after = and(after, run.take(step, as, row, limits.maxRows()));
      }
      if (program.step(step).min() > 0) {
        break;
      }
    }
    return after;
  }

  private void watchGap(Run run, LogRecord row) {
    if (run.isBroken() || !run.hasEnough() || !run.surelyBefore(row)) {
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
    if (run.isBroken() || row.tsNanos() > run.waitsUntil() || !run.surelyBefore(row)) {
      return;
    }
    for (Program.Condition absent : program.absentBefore(program.stepCount())) {
      if (program.holds(absent, row, run)) {
        run.breakGap(row);
      }
    }
  }

  /**
   * Time has passed: closes runs that can take no more, and drops those that have failed. Where the
   * first row was too old, the next follower takes its place.
   */
  void passed(long nanos) {
    while (true) {
      boolean changed = false;
      boolean tooOld = false;
      for (Run run : runs) {
        tooOld |= !run.isFinal() && !run.isInReach(nanos);
        changed |= tooOld || hasFailed(run, nanos);
      }
      if (!changed) {
        return;
      }
      Follower next = tooOld && followers != null ? followers.poll() : null;
      if (next == null) {
        close(nanos);
        forgetFollowersOfFailure();
        return;
      }
      runs = from(runs, next);
      arrival = next.row().arrival();
      listener.ended(1);
    }
  }

  /** What has failed for another reason than its age has failed for all. */
  private void forgetFollowersOfFailure() {
    if (runs.length == 0 && followers != null) {
      listener.ended(followers.size());
      followers = null;
    }
  }

  private void close(long nanos) {
    Run[] kept = NONE;
    for (Run run : runs) {
      if (!run.isFinal() && !run.isInReach(nanos)) {
        run.close();
      }
      kept = hasFailed(run, nanos) ? kept : and(kept, run);
    }
    runs = kept;
  }

  private boolean hasFailed(Run run, long nanos) {
    if (run.isFinal()) {
      return !run.isComplete() || (program.endsInAbsence() && run.isBroken());
    }
    boolean cannotMend = run.isBroken() && !run.mayRepeat() && run.isBrokenAt(nanos);
    return cannotMend && !run.isComplete();
  }

  /** No row will come any more. */
  void end() {
    for (Run run : runs) {
      run.close();
    }
    close(Long.MAX_VALUE);
  }

  /**
   * Rows up to an arrival belong to a match: a follower after it takes the first row's place.
   *
   * @return whether there is none
   */
  boolean isUsedUp(long used) {
    Follower next = null;
    while (arrival <= used) {
      next = followers == null ? null : followers.poll();
      if (next == null) {
        return true;
      }
      arrival = next.row().arrival();
      listener.ended(1);
    }
    if (next != null) {
      runs = from(runs, next);
    }
    return false;
  }

  /**
   * The time after which something is to be decided.
   *
   * @param from what was decided by an earlier time does not count
   */
  long due(long from) {
    long due = Long.MAX_VALUE;
    for (Run run : runs) {
      long until = run.isFinal() ? run.waitsUntil() : run.decidedBy(from);
      due = until < from ? due : Math.min(due, until);
    }
    return due;
  }

  /** How many rows it stands for at which a match may begin. */
  int size() {
    return 1 + (followers == null ? 0 : followers.size());
  }

  /** Whether a row that should be absent has come, so that it may yet fail. */
  boolean isBroken() {
    for (Run run : runs) {
      if (run.isBroken()) {
        return true;
      }
    }
    return false;
  }

  boolean hasFailed() {
    return runs.length == 0;
  }

  /** The run that decides: its rows are all there. Null while that is open. */
  @Nullable Run found() {
    return runs.length > 0 && runs[0].isFinal() ? runs[0] : null;
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
