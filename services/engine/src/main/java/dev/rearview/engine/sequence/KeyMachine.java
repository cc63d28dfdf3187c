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
    long found(List<@Nullable Object> key, Run run, long id, SequenceMatch.Status status);

    /** Whether one more beginning may be held. */
    boolean mayBegin();

    /** Beginnings were dropped or decided. */
    void ended(int beginnings);
  }

  private final Program program;
  private final SequenceLimits limits;
  private final List<@Nullable Object> key;
  private final Listener listener;
  private final List<Beginning> beginnings = new ArrayList<>(1);
  private final List<Arrived> tied = new ArrayList<>(1);
  private long arrivals;
  private long usedUpTo;
  private final boolean earlierAlwaysWins;

  KeyMachine(
      Program program, SequenceLimits limits, List<@Nullable Object> key, Listener listener) {
    this.program = program;
    this.limits = limits;
    this.key = key;
    this.listener = listener;
    this.earlierAlwaysWins = program.earlierAlwaysWins();
  }

  void accept(LogRecord record, List<Hole> holes) {
    passed(record.tsNanos(), record.tsNanos(), holes);
    Arrived row = new Arrived(record, ++arrivals);
    long skew = program.pattern().skew().toNanos();
    tied.removeIf(other -> record.tsNanos() - other.record().tsNanos() > skew);
    for (Beginning beginning : beginnings) {
      beginning.accept(row, tied);
    }
    if (!isHeldByEarlier()) {
      Beginning fresh = Beginning.at(program, limits.maxRows(), row, tied);
      if (fresh != null && listener.mayBegin()) {
        beginnings.add(fresh);
      }
    }
    tied.add(row);
    resolve(record.tsNanos() - skew, holes);
  }

  private boolean isHeldByEarlier() {
    return earlierAlwaysWins && !beginnings.isEmpty() && !beginnings.getLast().isBroken();
  }

  /**
   * Time has passed.
   *
   * @param nanos no row before this will come
   * @param covered up to where data is known to be complete
   */
  void passed(long nanos, long covered, List<Hole> holes) {
    long surely = nanos - program.pattern().skew().toNanos();
    beginnings.forEach(beginning -> beginning.passed(surely));
    resolve(Math.min(surely, covered), holes);
  }

  /**
   * Decides as many beginnings as can be: by default the earliest undecided one holds the later.
   */
  private void resolve(long covered, List<Hole> holes) {
    int before = beginnings.size();
    Iterator<Beginning> iterator = beginnings.iterator();
    long used = usedUpTo;
    while (iterator.hasNext()) {
      Beginning beginning = iterator.next();
      if (beginning.arrival() <= used) {
        withdraw(beginning);
        iterator.remove();
        continue;
      }
      beginning.passed(Long.MIN_VALUE);
      Run run = beginning.found();
      if (beginning.hasFailed()) {
        withdraw(beginning);
        iterator.remove();
      } else if (run != null && isDecided(beginning, run, covered)) {
        give(beginning, run, holes, covered);
        iterator.remove();
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
    listener.ended(before - beginnings.size());
  }

  private void forget(long used) {
    if (used > usedUpTo) {
      usedUpTo = used;
      tied.removeIf(row -> row.arrival() <= used);
    }
  }

  private static boolean isDecided(Beginning beginning, Run run, long covered) {
    return !beginning.endsInAbsence() || covered > beginning.waitsUntil(run);
  }

  private void give(Beginning beginning, Run run, List<Hole> holes, long covered) {
    boolean unproven = run.restsOn(holes);
    if (beginning.endsInAbsence()) {
      long from = run.last().tsNanos();
      long until = beginning.waitsUntil(run);
      boolean open = program.pattern().within() != null && covered < until;
      unproven |= open || holes.stream().anyMatch(hole -> hole.touches(from, until));
    }
    listener.found(
        key,
        run,
        beginning.id(),
        unproven ? SequenceMatch.Status.UNPROVEN : SequenceMatch.Status.CONFIRMED);
  }

  private void giveProvisional(Beginning beginning, Run run) {
    if (limits.live() && beginning.provisional() == null) {
      beginning.givenAs(listener.found(key, run, 0, SequenceMatch.Status.PROVISIONAL), run);
    }
  }

  private void withdraw(Beginning beginning) {
    Run given = beginning.provisional();
    if (given != null) {
      listener.found(key, given, beginning.id(), SequenceMatch.Status.WITHDRAWN);
    }
  }

  /** No row will come any more. */
  void end(long covered, List<Hole> holes) {
    int before = beginnings.size();
    long used = usedUpTo;
    for (Beginning beginning : beginnings) {
      if (beginning.arrival() <= used) {
        withdraw(beginning);
        continue;
      }
      beginning.end();
      Run run = beginning.found();
      if (run == null) {
        withdraw(beginning);
      } else {
        give(beginning, run, holes, covered);
        used = program.pattern().skipToNextRow() ? used : run.lastArrival();
      }
    }
    beginnings.clear();
    listener.ended(before);
  }

  boolean isIdle(long nanos) {
    return beginnings.isEmpty()
        && tied.stream()
            .allMatch(row -> nanos - row.record().tsNanos() > program.pattern().skew().toNanos());
  }
}
