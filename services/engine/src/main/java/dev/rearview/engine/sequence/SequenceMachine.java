package dev.rearview.engine.sequence;

import dev.rearview.engine.expression.Expression;
import dev.rearview.engine.record.Amount;
import dev.rearview.engine.record.Field;
import dev.rearview.engine.record.LogRecord;
import dev.rearview.engine.record.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds sequences in rows that come in the order of time. A match begins at the earliest row, takes
 * as many rows of a step as it can, and goes on with the earliest next row; other rows may lie
 * between.
 *
 * <p>For one thread. Call {@link #accept} for each row, {@link #advanceTo} when live time passes,
 * {@link #finish} at the end.
 */
public final class SequenceMachine {
  /** Ways to take rows that are followed from one beginning. */
  static final int MAX_RUNS = 64;

  /** Where there are too many keys, all are looked at after this part of them came anew. */
  private static final int SWEEP = 8;

  /** Rows of one time that are held without a machine, at most. */
  private static final int MOST_APART = 64;

  /** A key of several values, or of none. */
  private record Several(List<Object> values) {}

  /** A row that can begin no match, of a key without a machine. */
  private record Apart(Object key, LogRecord row) {}

  private final Program program;
  private final SequenceLimits limits;
  private final Consumer<? super SequenceMatch> sink;
  private final MachineTable machines = new MachineTable();

  private final MachineTimer timer;

  /** Those of the latest time: one of another stream that comes yet may stand before them. */
  private final List<Apart> apart = new ArrayList<>();

  private final List<Hole> holes = new ArrayList<>();
  private final Book book = new Book();
  private final KeyMachine.Setting setting;
  private long latest = Long.MIN_VALUE;
  private int sinceSweep;
  private long withoutTime;
  private long withoutKey;
  private long rowsOfKeysLeftOut;

  public SequenceMachine(
      SequencePattern pattern, SequenceLimits limits, Consumer<? super SequenceMatch> sink) {
    this.program = new Program(pattern);
    this.limits = limits;
    this.sink = sink;
    this.setting = new KeyMachine.Setting(program, limits, holes, book);
    this.timer =
        new MachineTimer(
            program.within() == Long.MAX_VALUE ? program.skewNanos() : program.within());
  }

  /** Data is missing there: what rests on an absence there is UNPROVEN. */
  public void addHole(Hole hole) {
    holes.add(hole);
  }

  /** Takes the next row. Rows without a time, or with a NULL in BY, are counted and left out. */
  public void accept(LogRecord row) {
    if (!row.hasTime()) {
      withoutTime++;
      return;
    }
    timeIs(row.tsNanos());
    Object key = key(row);
    if (key == null) {
      withoutKey++;
      return;
    }
    int hash = MachineTable.hash(key);
    KeyMachine machine = machines.get(key, hash);
    if (machine == null) {
      if (mayStandApart(row)) {
        if (row.tsNanos() == latest) {
          apart.add(new Apart(key, row));
        }
        return;
      }
      machine = begin(key, hash);
    }
    if (machine == null) {
      rowsOfKeysLeftOut++;
      return;
    }
    machine.accept(row);
    lookLater(machine);
  }

  private void timeIs(long nanos) {
    if (nanos > latest) {
      latest = nanos;
      apart.clear();
    }
    timer.passed(latest - program.skewNanos(), this::lookAgain);
  }

  /** Whether a row of a key without a machine needs none. */
  private boolean mayStandApart(LogRecord row) {
    return program.skewNanos() == 0 && apart.size() < MOST_APART && !program.mayBegin(row);
  }

  /** A machine for a key that has none; null where there is no room. */
  private @Nullable KeyMachine begin(Object key, int hash) {
    makeRoom();
    if (machines.size() >= limits.maxKeys()) {
      return null;
    }
    KeyMachine machine = new KeyMachine(setting, key, hash);
    machines.add(machine);
    for (int i = 0; i < apart.size(); i++) {
      if (apart.get(i).key().equals(key)) {
        machine.accept(apart.get(i).row());
      }
    }
    return machine;
  }

  /** The value of BY, of several their list; null where one is NULL. */
  private @Nullable Object key(LogRecord row) {
    List<Expression> by = program.pattern().by();
    if (by.size() == 1) {
      return Values.key(by.getFirst().value(row));
    }
    List<Object> key = new ArrayList<>(by.size());
    for (Expression expression : by) {
      Object value = Values.key(expression.value(row));
      if (value == null) {
        return null;
      }
      key.add(value);
    }
    return new Several(key);
  }

  private static List<Object> keyValues(Object key) {
    return key instanceof Several several ? several.values() : List.of(key);
  }

  /** Its time has come. */
  private void lookAgain(KeyMachine machine) {
    machine.passed(latest);
    if (machine.isIdle(latest)) {
      machines.remove(machine);
    } else {
      lookLater(machine);
    }
  }

  private void lookLater(KeyMachine machine) {
    if (machine.looksAgainAt() != Long.MAX_VALUE || program.within() != Long.MAX_VALUE) {
      timer.add(machine);
    }
  }

  private void makeRoom() {
    sinceSweep++;
    if (machines.size() >= limits.maxKeys() && sinceSweep > limits.maxKeys() / SWEEP) {
      sweep();
    }
  }

  /** No row with an earlier time will come: decides what can be decided. */
  public void advanceTo(long nanos) {
    timeIs(nanos);
    sweep();
  }

  private void sweep() {
    sinceSweep = 0;
    timer.clear();
    List<KeyMachine> all = new ArrayList<>(machines.size());
    machines.forEach(all::add);
    all.forEach(this::lookAgain);
  }

  /**
   * No row will come any more.
   *
   * @param coveredUntilNanos up to where the data that was asked for is complete; an absence that
   *     would have to hold for longer is UNPROVEN
   */
  public void finish(long coveredUntilNanos) {
    machines.forEach(machine -> machine.end(coveredUntilNanos));
    machines.clear();
    timer.clear();
    apart.clear();
  }

  /** Rows that were left out because they have no time. */
  public long withoutTime() {
    return withoutTime;
  }

  /** Rows that were left out because a value of BY is NULL. */
  public long withoutKey() {
    return withoutKey;
  }

  /** Adds what another machine, which had its share of the keys, has counted. */
  public void addCountsOf(SequenceMachine other) {
    withoutTime += other.withoutTime;
    withoutKey += other.withoutKey;
    rowsOfKeysLeftOut += other.rowsOfKeysLeftOut;
    book.refused += other.book.refused;
    book.mixed += other.book.mixed;
    book.rowsNotKept += other.book.rowsNotKept;
    book.runsLeftOut += other.book.runsLeftOut;
  }

  /** Sentences about bounds that were hit. */
  public List<String> boundsHit() {
    List<String> sentences = new ArrayList<>();
    if (rowsOfKeysLeftOut > 0) {
      sentences.add(
          "%s because more than %,d keys had an open match"
              .formatted(
                  Amount.of(rowsOfKeysLeftOut, "row was left out", "rows were left out"),
                  limits.maxKeys()));
    }
    if (book.refused > 0) {
      sentences.add(
          "%s could begin no match because %,d matches were open"
              .formatted(Amount.of(book.refused, "row"), limits.maxOpen()));
    }
    if (book.runsLeftOut > 0) {
      sentences.add(
          "%s: at most %,d are from one beginning"
              .formatted(
                  Amount.of(
                      book.runsLeftOut,
                      "way to take rows was not followed",
                      "ways to take rows were not followed"),
                  MAX_RUNS));
    }
    if (book.rowsNotKept > 0) {
      sentences.add(
          "%s: at most %,d are kept of one match"
              .formatted(
                  Amount.of(
                      book.rowsNotKept,
                      "row of a match is not shown",
                      "rows of matches are not shown"),
                  limits.maxRows()));
    }
    return sentences;
  }

  /** Sentences about what may surprise in the answer. */
  public List<String> warnings() {
    return book.mixed == 0
        ? List.of()
        : List.of(
            "%s steps from different components; BY would keep them apart"
                .formatted(Amount.of(book.mixed, "match has", "matches have")));
  }

  /** Counts open matches and hands on those found. */
  private final class Book implements KeyMachine.Listener {
    private int open;
    private long refused;
    private long ids;
    private long mixed;
    private long rowsNotKept;
    private long runsLeftOut;

    @Override
    public boolean mayBegin() {
      if (open >= limits.maxOpen()) {
        refused++;
        return false;
      }
      open++;
      return true;
    }

    @Override
    public void ended(int beginnings) {
      open -= beginnings;
    }

    @Override
    public void runsLeftOut(int runs) {
      runsLeftOut += runs;
    }

    @Override
    public long found(KeyMachine machine, Run run, long id, SequenceMatch.Status status) {
      long matchId = id != 0 ? id : ++ids;
      Map<String, LogRecord> last = run.lastByStep();
      List<Expression> by = program.pattern().by();
      if (by.isEmpty()
          && last.values().stream().map(row -> row.get(Field.COMPONENT)).distinct().count() > 1) {
        mixed++;
      }
      rowsNotKept += run.rowsNotKept();
      sink.accept(
          new SequenceMatch(
              matchId,
              keyValues(machine.key()),
              status,
              run.rows(),
              last,
              run.first(),
              run.last()));
      return matchId;
    }
  }
}
