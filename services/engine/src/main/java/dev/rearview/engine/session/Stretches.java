package dev.rearview.engine.session;

import dev.rearview.engine.record.BuiltIn;
import dev.rearview.engine.record.Field;
import dev.rearview.engine.record.LogRecord;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The stretches of time in which one key has records, none within the gap of another. Records may
 * come in any order, and stretches of the same key from elsewhere can be taken in: what comes of it
 * are the stretches of all records together, for two of them are one exactly where a chain of
 * records, each within the gap of the next, leads from one to the other.
 */
public final class Stretches {
  private static final Field ERROR = Field.of(BuiltIn.ERROR_OCCURRED);

  private final long gap;
  private final SessionBudget budget;

  /** By their times; only the first {@code size} count. */
  private @Nullable Stretch[] stretches = new Stretch[1];

  private int size;
  private long withoutTime;

  /**
   * @param gap records further apart than this belong to different sessions
   * @param budget shared with other keys
   */
  public Stretches(Duration gap, SessionBudget budget) {
    this.gap = gap.toNanos();
    this.budget = budget;
  }

  /** Takes a record. */
  public void add(LogRecord record) {
    if (!record.hasTime()) {
      withoutTime++;
      return;
    }
    String service = record.text(Field.SERVICE);
    add(
        record.tsNanos(),
        Boolean.TRUE.equals(record.get(ERROR)),
        service == null ? "" : service,
        record.node());
  }

  void addWithoutTime() {
    withoutTime++;
  }

  /** A stretch that the budget knows of, of a key that has none. */
  void hold(Stretch stretch) {
    stretches[0] = stretch;
    size = 1;
  }

  /** Takes a record of a time; service and node are empty where it has none. */
  void add(long nanos, boolean error, String service, String node) {
    Stretch stretch = reaching(nanos, nanos);
    if (stretch == null) {
      if (!budget.take()) {
        budget.leaveOut(1);
        return;
      }
      stretch = Stretch.at(nanos);
      insert(stretch);
    }
    stretch.add(nanos, error, budget.shared(service), budget.shared(node));
  }

  /** Takes in the stretches of the same key from elsewhere. */
  public void merge(Stretches other) {
    withoutTime += other.withoutTime;
    for (int i = 0; i < other.size; i++) {
      merge(other.at(i), "");
    }
  }

  private void merge(Stretch from, String node) {
    Stretch into = reaching(from.start(), from.end());
    if (into == null) {
      if (!budget.take()) {
        budget.leaveOut(from.records());
        return;
      }
      into = Stretch.at(from.start());
      into.absorb(from, node);
      insert(into);
    } else {
      into.absorb(from, node);
    }
  }

  /** The one stretch within the gap of a time; several that the time connects become one. */
  private @Nullable Stretch reaching(long from, long to) {
    int first = firstEndingAfter(from);
    int last = first;
    while (last < size && apart(to, at(last).start()) <= gap) {
      last++;
    }
    if (first == last) {
      return null;
    }
    Stretch found = at(first);
    if (last - first > 1) {
      for (int i = first + 1; i < last; i++) {
        found.absorb(at(i), "");
      }
      System.arraycopy(stretches, last, stretches, first + 1, size - last);
      int gone = last - first - 1;
      Arrays.fill(stretches, size - gone, size, null);
      size -= gone;
      budget.giveBack(gone);
    }
    return found;
  }

  /** The first stretch that ends no longer than the gap before a time. */
  private int firstEndingAfter(long nanos) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (apart(at(middle).end(), nanos) > gap) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** How far the second lies after the first; below zero where it lies before. */
  static long apart(long first, long second) {
    long apart = second - first;
    boolean overflow = second > first && apart < 0;
    return overflow ? Long.MAX_VALUE : second < first ? -1 : apart;
  }

  private void insert(Stretch stretch) {
    int place = firstEndingAfter(stretch.start());
    if (size == stretches.length) {
      stretches = Arrays.copyOf(stretches, 2 * size);
    }
    System.arraycopy(stretches, place, stretches, place + 1, size - place);
    stretches[place] = stretch;
    size++;
  }

  private Stretch at(int index) {
    return java.util.Objects.requireNonNull(stretches[index]);
  }

  /** How many records they have. */
  long records() {
    long records = 0;
    for (int i = 0; i < size; i++) {
      records += at(i).records();
    }
    return records;
  }

  /** How many there are. */
  public int size() {
    return size;
  }

  /** Records without a time, which belong to no stretch. */
  public long withoutTime() {
    return withoutTime;
  }

  /** The same, which are then no longer counted here. */
  long takeWithoutTime() {
    long count = withoutTime;
    withoutTime = 0;
    return count;
  }

  /** How many have more services or nodes than are kept of one session. */
  long cut() {
    long cut = 0;
    for (int i = 0; i < size; i++) {
      cut += at(i).isCut() ? 1 : 0;
    }
    return cut;
  }

  /** Gives the sessions that the stretches are. */
  void sessions(Object key, SessionLimits limits, Consumer<Session> sink) {
    for (int i = 0; i < size; i++) {
      sink.accept(at(i).session(key, limits));
    }
  }

  /** Writes itself; {@link #read} takes in what was written. */
  public void write(DataOutput out) throws IOException {
    out.writeLong(withoutTime);
    out.writeInt(size);
    for (int i = 0; i < size; i++) {
      at(i).write(out);
    }
  }

  /**
   * Takes in what was written.
   *
   * @param node stands for the node of records that name none; may be empty
   * @throws IOException where it is damaged
   */
  public void read(DataInput in, String node) throws IOException {
    withoutTime += in.readLong();
    int count = in.readInt();
    if (count < 0) {
      throw new IOException("%d stretches of time".formatted(count));
    }
    for (int i = 0; i < count; i++) {
      merge(Stretch.read(in), node);
    }
  }
}
