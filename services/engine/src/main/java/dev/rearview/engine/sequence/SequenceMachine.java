package dev.rearview.engine.sequence;

import dev.rearview.engine.expression.Expression;
import dev.rearview.engine.record.Field;
import dev.rearview.engine.record.LogRecord;
import dev.rearview.engine.record.Values;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

  /** Rows after which idle keys are looked at, at least. */
  private static final int SWEEP = 1_024;

  private final Program program;
  private final SequenceLimits limits;
  private final Consumer<? super SequenceMatch> sink;
  private final Map<List<@Nullable Object>, KeyMachine> machines = new HashMap<>();
  private final List<Hole> holes = new ArrayList<>();
  private final Book book = new Book();
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
    latest = Math.max(latest, row.tsNanos());
    List<@Nullable Object> key = key(row);
    if (key == null) {
      withoutKey++;
      return;
    }
    KeyMachine machine = machines.get(key);
    if (machine == null) {
      if (machines.size() >= limits.maxKeys()) {
        sweep(latest);
      }
      if (machines.size() >= limits.maxKeys()) {
        rowsOfKeysLeftOut++;
        return;
      }
      machine = new KeyMachine(program, limits, key, book);
      machines.put(key, machine);
    }
    machine.accept(row, holes);
    if (++sinceSweep > Math.max(SWEEP, machines.size())) {
      sweep(latest);
    }
  }

  private @Nullable List<@Nullable Object> key(LogRecord row) {
    List<Expression> by = program.pattern().by();
    if (by.isEmpty()) {
      return List.of();
    }
    List<@Nullable Object> key = new ArrayList<>(by.size());
    for (Expression expression : by) {
      Object value = Values.key(expression.value(row));
      if (value == null) {
        return null;
      }
      key.add(value);
    }
    return key;
  }

  /** No row with an earlier time will come: decides what can be decided. */
  public void advanceTo(long nanos) {
    latest = Math.max(latest, nanos);
    sweep(latest);
  }

  private void sweep(long nanos) {
    sinceSweep = 0;
    Iterator<KeyMachine> iterator = machines.values().iterator();
    while (iterator.hasNext()) {
      KeyMachine machine = iterator.next();
      machine.passed(nanos, nanos, holes);
      if (machine.isIdle(nanos)) {
        iterator.remove();
      }
    }
  }

  /**
   * No row will come any more.
   *
   * @param coveredUntilNanos up to where the data that was asked for is complete; an absence that
   *     would have to hold for longer is UNPROVEN
   */
  public void finish(long coveredUntilNanos) {
    machines.values().forEach(machine -> machine.end(coveredUntilNanos, holes));
    machines.clear();
  }

  /** Rows that were left out because they have no time. */
  public long withoutTime() {
    return withoutTime;
  }

  /** Rows that were left out because a value of BY is NULL. */
  public long withoutKey() {
    return withoutKey;
  }

  /** Sentences about bounds that were hit. */
  public List<String> boundsHit() {
    List<String> sentences = new ArrayList<>();
    if (rowsOfKeysLeftOut > 0) {
      sentences.add(
          "%,d rows were left out because more than %,d keys had an open match"
              .formatted(rowsOfKeysLeftOut, limits.maxKeys()));
    }
    if (book.refused > 0) {
      sentences.add(
          "%,d rows could begin no match because %,d matches were open"
              .formatted(book.refused, limits.maxOpen()));
    }
    if (book.rowsNotKept > 0) {
      sentences.add(
          "%,d rows of matches are not shown: at most %,d are kept of one match"
              .formatted(book.rowsNotKept, limits.maxRows()));
    }
    return sentences;
  }

  /** Sentences about what may surprise in the answer. */
  public List<String> warnings() {
    return book.mixed == 0 || !program.pattern().by().isEmpty()
        ? List.of()
        : List.of(
            "%,d matches have steps from different components; BY would keep them apart"
                .formatted(book.mixed));
  }

  /** Counts open matches and hands on those found. */
  private final class Book implements KeyMachine.Listener {
    private int open;
    private long refused;
    private long ids;
    private long mixed;
    private long rowsNotKept;

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
    public long found(List<@Nullable Object> key, Run run, long id, SequenceMatch.Status status) {
      long matchId = id != 0 ? id : ++ids;
      Map<String, LogRecord> last = run.lastByStep();
      if (last.values().stream().map(row -> row.get(Field.COMPONENT)).distinct().count() > 1) {
        mixed++;
      }
      rowsNotKept += run.rowsNotKept();
      sink.accept(
          new SequenceMatch(
              matchId,
              key,
              status,
              run.rows(),
              last,
              Objects.requireNonNull(run.first()),
              run.last()));
      return matchId;
    }
  }
}
