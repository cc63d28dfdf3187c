package dev.rearview.engine.sequence;

import dev.rearview.engine.expression.Steps;
import dev.rearview.engine.record.LogRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One way in which rows have been taken so far. Taking a row makes a new run; what changes in place
 * is only whether the gap after the last row was broken by a row that should be absent.
 */
final class Run implements Steps {
  /** A row that was taken; the chain leads back to the first. */
  private record Taken(@Nullable Taken before, String step, LogRecord row) {
    Taken withFirst(String firstStep, LogRecord first) {
      return before == null
          ? new Taken(null, firstStep, first)
          : new Taken(before.withFirst(firstStep, first), step, row);
    }
  }

  /** A stretch of time in which something was to be absent. */
  private record Gap(@Nullable Gap before, int afterStep, long from, long to) {
    Gap withFirst(long nanos) {
      return new Gap(
          before == null ? null : before.withFirst(nanos),
          afterStep,
          afterStep == 0 ? nanos : from,
          to);
    }
  }

  private static final List<LogRecord> NONE = List.of();

  private final Program program;
  private final int step;
  private final int count;
  private final LogRecord first;
  private final LogRecord last;
  private final long firstNanos;
  private final long lastNanos;
  private final long lastArrival;
  private final @Nullable LogRecord[] lastByName;

  /** Rows before the last one that may stand on either side of it. */
  private final List<LogRecord> tied;

  private final @Nullable Taken taken;
  private final int takenRows;
  private final @Nullable Gap gaps;
  private @Nullable LogRecord brokenBy;
  private boolean closed;

  private Run(
      Program program,
      @Nullable Run from,
      int step,
      Program.Condition as,
      Arrived row,
      int maxRows) {
    LogRecord record = row.record();
    this.program = program;
    this.step = step;
    this.first = from == null ? record : from.first;
    this.last = record;
    this.firstNanos = first.tsNanos();
    this.lastNanos = record.tsNanos();
    this.lastArrival = from == null ? row.arrival() : Math.max(from.lastArrival, row.arrival());
    this.count = from != null && from.step == step ? from.count + 1 : 1;
    this.lastByName =
        from == null ? new LogRecord[program.names().size()] : from.lastByName.clone();
    this.lastByName[as.number()] = record;
    this.tied = from == null ? NONE : from.tiedBefore(lastNanos - program.skewNanos());
    boolean keep = program.pattern().allRows() && (from == null || from.takenRows < maxRows);
    Taken before = from == null ? null : from.taken;
    this.taken = keep ? new Taken(before, as.name(), record) : before;
    this.takenRows = (from == null ? 0 : from.takenRows) + 1;
    this.gaps = gaps(from, step, record);
  }

  /** The same run from another first row. */
  private Run(Run same, LogRecord newFirst, long arrival, Program.Condition as) {
    boolean alone = same.last == same.first;
    this.program = same.program;
    this.step = same.step;
    this.count = same.count;
    this.first = newFirst;
    this.last = alone ? newFirst : same.last;
    this.firstNanos = newFirst.tsNanos();
    this.lastNanos = last.tsNanos();
    this.lastArrival = alone ? arrival : same.lastArrival;
    this.lastByName = same.lastByName.clone();
    for (int i = 0; i < lastByName.length; i++) {
      lastByName[i] = lastByName[i] == same.first ? null : lastByName[i];
    }
    this.lastByName[as.number()] = newFirst;
    this.tied = same.tied.stream().filter(row -> row != same.first).toList();
    this.taken = same.taken == null ? null : same.taken.withFirst(as.name(), newFirst);
    this.takenRows = same.takenRows;
    this.gaps = same.gaps == null ? null : same.gaps.withFirst(firstNanos);
    this.brokenBy = same.brokenBy;
  }

  static Run begin(Program program, int step, Program.Condition as, Arrived row) {
    return new Run(program, null, step, as, row, 1);
  }

  Run take(int nextStep, Program.Condition as, Arrived row, int maxRows) {
    return new Run(program, this, nextStep, as, row, maxRows);
  }

  /** The run that would have come of it if it had begun at a row that the first step met later. */
  Run from(Arrived newFirst, Program.Condition as) {
    return new Run(this, newFirst.record(), newFirst.arrival(), as);
  }

  private List<LogRecord> tiedBefore(long earliest) {
    if (tied.isEmpty()) {
      return lastNanos >= earliest ? List.of(last) : NONE;
    }
    List<LogRecord> rows = new ArrayList<>(tied.size() + 1);
    for (LogRecord row : tied) {
      if (row.tsNanos() >= earliest) {
        rows.add(row);
      }
    }
    if (lastNanos >= earliest) {
      rows.add(last);
    }
    return rows;
  }

  private @Nullable Gap gaps(@Nullable Run from, int nextStep, LogRecord record) {
    if (from == null) {
      return null;
    }
    Gap found = from.gaps;
    if (nextStep != from.step && program.hasAbsence(from.step + 1, nextStep)) {
      found = new Gap(found, from.step, from.lastNanos, record.tsNanos());
    }
    return found;
  }

  @Override
  public @Nullable LogRecord last(String name) {
    int index = program.names().indexOf(name);
    return index < 0 ? null : lastByName[index];
  }

  int step() {
    return step;
  }

  boolean mayRepeat() {
    return !closed && count < program.step(step).max();
  }

  boolean hasEnough() {
    return count >= program.step(step).min();
  }

  /** Whether all that is wanted was found, be it that more could be taken. */
  boolean isComplete() {
    if (!hasEnough()) {
      return false;
    }
    for (int i = step + 1; i < program.stepCount(); i++) {
      if (program.step(i).min() > 0) {
        return false;
      }
    }
    return true;
  }

  /** Whether it can take no further row. */
  boolean isFinal() {
    return closed || (step == program.stepCount() - 1 && !mayRepeat());
  }

  /** Whether only the first row was taken, and nothing came that would matter after it. */
  boolean isFresh() {
    return last == first && !closed && brokenBy == null;
  }

  /** The time has passed in which it could take rows. */
  void close() {
    closed = true;
  }

  boolean has(LogRecord row) {
    if (row == last) {
      return true;
    }
    for (int i = 0; i < tied.size(); i++) {
      if (tied.get(i) == row) {
        return true;
      }
    }
    return false;
  }

  /** Whether a row stands after the last one, or may by reason of equal times. */
  boolean mayGoOnWith(LogRecord row) {
    long delta = row.tsNanos() - lastNanos;
    if (delta > 0) {
      return true;
    }
    return sameStream(row, last)
        ? delta == 0 && row.position() > last.position()
        : delta >= -program.skewNanos();
  }

  boolean isInReach(long nanos) {
    return nanos <= reachesUntil();
  }

  /** The last time at which it could take a row. */
  long reachesUntil() {
    return program.within() == Long.MAX_VALUE ? Long.MAX_VALUE : firstNanos + program.within();
  }

  /** The last time, from one on, at which something is open that time decides. */
  long decidedBy(long from) {
    LogRecord by = brokenBy;
    long broken = by == null ? Long.MIN_VALUE : by.tsNanos() + program.skewNanos();
    return by != null && broken >= from ? broken : reachesUntil();
  }

  /** Up to when rows that should be absent after the last one are awaited. */
  long waitsUntil() {
    return program.within() == Long.MAX_VALUE ? Long.MAX_VALUE : lastNanos + program.within();
  }

  /** Whether a row that should be absent surely stands after the last row. */
  boolean surelyBefore(LogRecord row) {
    long delta = row.tsNanos() - lastNanos;
    if (delta > program.skewNanos()) {
      return true;
    }
    return delta >= 0 && sameStream(row, last) && (delta > 0 || row.position() > last.position());
  }

  void breakGap(LogRecord row) {
    if (brokenBy == null) {
      brokenBy = row;
    }
  }

  /** Whether the gap is broken for a step that would go on with this row. */
  boolean isBrokenFor(LogRecord row) {
    LogRecord by = brokenBy;
    return by != null
        && (row.tsNanos() - by.tsNanos() > program.skewNanos() || sameStream(row, by));
  }

  boolean isBroken() {
    return brokenBy != null;
  }

  /** Whether the gap is broken for every row from this time on. */
  boolean isBrokenAt(long nanos) {
    return brokenBy != null && nanos > brokenBy.tsNanos() + program.skewNanos();
  }

  static boolean sameStream(LogRecord a, LogRecord b) {
    return a.stream().equals(b.stream()) && a.node().equals(b.node());
  }

  LogRecord first() {
    return first;
  }

  LogRecord last() {
    return last;
  }

  /** The greatest arrival number of its rows. */
  long lastArrival() {
    return lastArrival;
  }

  /** Whether data is missing where something was found to be absent between steps. */
  boolean restsOn(List<Hole> holes) {
    for (Gap gap = gaps; gap != null; gap = gap.before()) {
      for (Hole hole : holes) {
        if (hole.touches(gap.from(), gap.to())) {
          return true;
        }
      }
    }
    return false;
  }

  int rowsNotKept() {
    int kept = 0;
    for (Taken t = taken; t != null; t = t.before()) {
      kept++;
    }
    return program.pattern().allRows() ? takenRows - kept : 0;
  }

  Map<String, LogRecord> lastByStep() {
    Map<String, LogRecord> rows = new LinkedHashMap<>();
    for (int i = 0; i < lastByName.length; i++) {
      LogRecord row = lastByName[i];
      if (row != null) {
        rows.put(program.names().get(i), row);
      }
    }
    return rows;
  }

  List<SequenceMatch.Row> rows() {
    List<SequenceMatch.Row> rows = new ArrayList<>();
    if (program.pattern().allRows()) {
      for (Taken t = taken; t != null; t = t.before()) {
        rows.add(new SequenceMatch.Row(t.step(), t.row()));
      }
      java.util.Collections.reverse(rows);
    } else {
      lastByStep().forEach((name, row) -> rows.add(new SequenceMatch.Row(name, row)));
    }
    return rows;
  }
}
