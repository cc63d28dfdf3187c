package dev.rearview.engine.sequence;

import dev.rearview.engine.expression.Steps;
import dev.rearview.engine.record.LogRecord;
import java.time.Duration;
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
  private record Taken(@Nullable Taken before, String step, LogRecord row) {}

  /** A stretch of time in which something was to be absent. */
  private record Gap(@Nullable Gap before, long from, long to) {}

  private final Program program;
  private final int step;
  private final int count;
  private final LogRecord first;
  private final LogRecord last;
  private final long lastArrival;
  private final @Nullable LogRecord[] lastByName;
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
    this.lastArrival = from == null ? row.arrival() : Math.max(from.lastArrival, row.arrival());
    this.count = from != null && from.step == step ? from.count + 1 : 1;
    this.lastByName =
        from == null ? new LogRecord[program.names().size()] : from.lastByName.clone();
    this.lastByName[as.number()] = record;
    this.tied = tied(from, record);
    boolean keep = program.pattern().allRows() && (from == null || from.takenRows < maxRows);
    Taken before = from == null ? null : from.taken;
    this.taken = keep ? new Taken(before, as.name(), record) : before;
    this.takenRows = (from == null ? 0 : from.takenRows) + 1;
    this.gaps = gaps(from, step, record);
  }

  static Run begin(Program program, int step, Program.Condition as, Arrived row) {
    return new Run(program, null, step, as, row, 1);
  }

  Run take(int nextStep, Program.Condition as, Arrived row, int maxRows) {
    return new Run(program, this, nextStep, as, row, maxRows);
  }

  private List<LogRecord> tied(@Nullable Run from, LogRecord record) {
    List<LogRecord> rows = new ArrayList<>(2);
    if (from != null) {
      long earliest = record.tsNanos() - skew();
      from.tied.stream().filter(row -> row.tsNanos() >= earliest).forEach(rows::add);
    }
    rows.add(record);
    return rows;
  }

  private @Nullable Gap gaps(@Nullable Run from, int nextStep, LogRecord record) {
    if (from == null) {
      return null;
    }
    Gap found = from.gaps;
    if (nextStep != from.step && program.hasAbsence(from.step + 1, nextStep)) {
      found = new Gap(found, from.last.tsNanos(), record.tsNanos());
    }
    return found;
  }

  private long skew() {
    return program.pattern().skew().toNanos();
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

  /** The time has passed in which it could take rows. */
  void close() {
    closed = true;
  }

  boolean has(LogRecord row) {
    for (LogRecord one : tied) {
      if (one == row) {
        return true;
      }
    }
    return false;
  }

  /** Whether a row stands after the last one, or may by reason of equal times. */
  boolean mayGoOnWith(LogRecord row) {
    long delta = row.tsNanos() - last.tsNanos();
    if (sameStream(row, last)) {
      return delta >= 0 && row.position() > last.position();
    }
    return delta >= -skew();
  }

  boolean isInReach(long nanos) {
    Duration within = program.pattern().within();
    return within == null || nanos <= first.tsNanos() + within.toNanos();
  }

  /** Whether a row that should be absent surely stands after the last row. */
  boolean surelyBefore(LogRecord row) {
    long delta = row.tsNanos() - last.tsNanos();
    return sameStream(row, last) ? delta > 0 || row.position() > last.position() : delta > skew();
  }

  void breakGap(LogRecord row) {
    if (brokenBy == null) {
      brokenBy = row;
    }
  }

  /** Whether the gap is broken for a step that would go on with this row. */
  boolean isBrokenFor(LogRecord row) {
    return brokenBy != null
        && (sameStream(row, brokenBy) || row.tsNanos() - brokenBy.tsNanos() > skew());
  }

  boolean isBroken() {
    return brokenBy != null;
  }

  /** Whether the gap is broken for every row from this time on. */
  boolean isBrokenAt(long nanos) {
    return brokenBy != null && nanos > brokenBy.tsNanos() + skew();
  }

  private static boolean sameStream(LogRecord a, LogRecord b) {
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
        rows.addFirst(new SequenceMatch.Row(t.step(), t.row()));
      }
    } else {
      lastByStep().forEach((name, row) -> rows.add(new SequenceMatch.Row(name, row)));
    }
    return rows;
  }
}
