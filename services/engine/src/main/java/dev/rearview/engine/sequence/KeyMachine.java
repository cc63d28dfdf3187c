package dev.rearview.engine.sequence;

import dev.rearview.engine.record.LogRecord;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The open matches of one key. */
final class KeyMachine {
  /** What a machine tells of its matches. */
  interface Listener {
    /** A match of a key; {@code id} is 0 where it was not given before. Answers the match's id. */
    long found(KeyMachine machine, Run run, long id, SequenceMatch.Status status);

    /** Whether one more beginning may be held. */
    boolean mayBegin();

    /** Beginnings were dropped or decided. */
    void ended(int beginnings);

    /** Ways to take rows are no longer followed, because there were too many. */
    void runsLeftOut(int runs);
  }

  /**
   * What is the same for all keys.
   *
   * @param holes stretches of time of which data is missing; may grow
   */
  record Setting(Program program, SequenceLimits limits, List<Hole> holes, Listener listener) {}

  /** Links of {@link MachineTable} and {@link MachineTimer}, which hold it. */
  @Nullable KeyMachine nextInSlot;

  @Nullable KeyMachine nextInQueue;

  boolean queued;

  private final Setting setting;
  private final Object key;
  private final int hash;
  private final ArrayList<Beginning> beginnings = new ArrayList<>(1);
  private final TiedRows tied = new TiedRows();
  private long arrivals;
  private long usedUpTo;
  private long latest = Long.MIN_VALUE;

  /** Nothing is to be decided before this time has passed. */
  private long due = Long.MAX_VALUE;

  KeyMachine(Setting setting, Object key, int hash) {
    this.setting = setting;
    this.key = key;
    this.hash = hash;
  }

  Object key() {
    return key;
  }

  int hash() {
    return hash;
  }

  /** Takes the key's next row. */
  void accept(LogRecord record) {
    Program program = setting.program();
    long now = record.tsNanos();
    long surely = now - program.skewNanos();
    passed(now);
    if (now != latest || program.skewNanos() > 0) {
      tied.forgetBefore(surely);
    }
    Arrived row = new Arrived(record, ++arrivals);
    boolean changed = offer(row);
    changed |= begin(row);
    tied.add(row);
    latest = Math.max(latest, now);
    if (changed) {
      resolve(surely);
    }
  }

  private boolean offer(Arrived row) {
    Program program = setting.program();
    if (beginnings.isEmpty() || !program.mattersLater(row.record())) {
      return false;
    }
    if (program.sharesBeginnings() && row.nanos() <= latest) {
      split(row);
    }
    boolean changed = false;
    for (int i = 0; i < beginnings.size(); i++) {
      Beginning beginning = beginnings.get(i);
      if (beginning.accept(row, tied)) {
        changed = true;
        due = Math.min(due, beginning.due(row.nanos() - program.skewNanos()));
      }
    }
    return changed;
  }

  private void split(Arrived row) {
    boolean between = tied.hasOtherStreamThan(row);
    for (int i = beginnings.size() - 1; i >= 0; i--) {
      List<Beginning> own = beginnings.get(i).split(row, between);
      if (!own.isEmpty()) {
        beginnings.addAll(i + 1, own);
        own.forEach(beginning -> due = Math.min(due, beginning.due(Long.MIN_VALUE)));
      }
    }
  }

  /** Whether a match begins at a row, and is more than a beginning already. */
  private boolean begin(Arrived row) {
    if (isHeldByEarlier()) {
      return false;
    }
    Program program = setting.program();
    Listener listener = setting.listener();
    Program.Condition as = program.match(0, row.record(), name -> null);
    if (as == null && program.step(0).min() > 0) {
      return false;
    }
    Beginning last = as == null ? null : shared(row);
    if (last != null && as != null && tied.size() == 0) {
      if (listener.mayBegin()) {
        last.follow(row, as);
      }
      return false;
    }
    Beginning fresh = Beginning.at(program, setting.limits(), listener, row, tied);
    if (fresh == null || !listener.mayBegin()) {
      return false;
    }
    if (last != null && as != null && fresh.isFresh()) {
      last.follow(row, as);
      return false;
    }
    beginnings.add(fresh);
    due = Math.min(due, fresh.due(Long.MIN_VALUE));
    return fresh.found() != null || fresh.hasFailed();
  }

  /** The beginning that a later one may share; null where there is none. */
  private @Nullable Beginning shared(Arrived row) {
    boolean none =
        !setting.program().sharesBeginnings() || beginnings.isEmpty() || row.nanos() < latest;
    return none || !beginnings.getLast().isFresh() ? null : beginnings.getLast();
  }

  private boolean isHeldByEarlier() {
    return setting.program().earlierAlwaysWins()
        && !beginnings.isEmpty()
        && !beginnings.getLast().isBroken();
  }

  /** No row of an earlier time will come: decides what time decides. */
  void passed(long nanos) {
    long surely = nanos - setting.program().skewNanos();
    if (surely <= due) {
      return;
    }
    for (int i = 0; i < beginnings.size(); i++) {
      beginnings.get(i).passed(surely);
    }
    resolve(surely);
    due = Long.MAX_VALUE;
    for (int i = 0; i < beginnings.size(); i++) {
      due = Math.min(due, beginnings.get(i).due(surely));
    }
  }

  /**
   * Decides as many beginnings as can be: by default the earliest undecided one holds the later.
   *
   * @param covered up to where data is known to be complete
   */
  private void resolve(long covered) {
    Program program = setting.program();
    Iterator<Beginning> iterator = beginnings.iterator();
    long used = usedUpTo;
    while (iterator.hasNext()) {
      Beginning beginning = iterator.next();
      int size = beginning.size();
      if (beginning.isUsedUp(used)) {
        withdraw(beginning);
        drop(iterator, beginning);
        continue;
      }
      beginning.passed(Long.MIN_VALUE);
      Run run = beginning.found();
      if (beginning.hasFailed()) {
        withdraw(beginning);
        drop(iterator, beginning);
      } else if (run != null && isDecided(run, covered)) {
        give(beginning, run, covered);
        drop(iterator, beginning);
        used = program.pattern().skipToNextRow() ? used : run.lastArrival();
      } else {
        if (run != null) {
          giveProvisional(beginning, run);
        }
        if (!program.pattern().skipToNextRow()) {
          break;
        }
      }
    }
    forget(used);
  }

  private void drop(Iterator<Beginning> at, Beginning beginning) {
    at.remove();
    setting.listener().ended(beginning.size());
  }

  private void forget(long used) {
    if (used > usedUpTo) {
      usedUpTo = used;
      tied.forgetUpTo(used);
    }
  }

  private boolean isDecided(Run run, long covered) {
    return !setting.program().endsInAbsence() || covered > run.waitsUntil();
  }

  private void give(Beginning beginning, Run run, long covered) {
    boolean unproven = run.restsOn(setting.holes());
    if (setting.program().endsInAbsence()) {
      long from = run.last().tsNanos();
      long until = run.waitsUntil();
      boolean open = setting.program().within() != Long.MAX_VALUE && covered < until;
      unproven |= open || setting.holes().stream().anyMatch(hole -> hole.touches(from, until));
    }
    setting
        .listener()
        .found(
            this,
            run,
            beginning.id(),
            unproven ? SequenceMatch.Status.UNPROVEN : SequenceMatch.Status.CONFIRMED);
  }

  private void giveProvisional(Beginning beginning, Run run) {
    if (setting.limits().live() && beginning.provisional() == null) {
      long id = setting.listener().found(this, run, 0, SequenceMatch.Status.PROVISIONAL);
      beginning.givenAs(id, run);
    }
  }

  private void withdraw(Beginning beginning) {
    Run given = beginning.provisional();
    if (given != null) {
      setting.listener().found(this, given, beginning.id(), SequenceMatch.Status.WITHDRAWN);
    }
  }

  /** No row will come any more. */
  void end(long covered) {
    long used = usedUpTo;
    for (Beginning beginning : beginnings) {
      setting.listener().ended(beginning.size());
      if (beginning.isUsedUp(used)) {
        withdraw(beginning);
        continue;
      }
      beginning.end();
      Run run = beginning.found();
      if (run == null) {
        withdraw(beginning);
      } else {
        give(beginning, run, covered);
        used = setting.program().pattern().skipToNextRow() ? used : run.lastArrival();
      }
    }
    beginnings.clear();
  }

  /** Whether nothing that comes after a time can have to do with what came before. */
  boolean isIdle(long nanos) {
    return beginnings.isEmpty() && !tied.reaches(nanos - setting.program().skewNanos());
  }

  /** Whether a match is open. */
  boolean isWaiting() {
    return !beginnings.isEmpty();
  }

  /** When to look again whether it is idle. */
  long looksAgainAt() {
    return beginnings.isEmpty() ? latest : due;
  }
}
