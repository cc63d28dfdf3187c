package dev.rearview.timeql.node;

import dev.rearview.engine.record.Field;
import dev.rearview.engine.record.LogRecord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Counts the records that a run tests and the fields that they have. */
final class RecordCounter {
  private static final int MAX_KNOWN = 200;
  private static final int SAMPLED = 200;

  /** Of records whose time is asked for by nothing else, it is looked at of one in so many. */
  private static final int TIMED_OF = 64;

  private final Set<Field> unseen;
  private final boolean timesAll;
  private final Set<String> known = new LinkedHashSet<>();
  private int sampled;
  private long records;
  private long withoutTime;
  private long nullExcluded;
  private long first = LogRecord.NO_TIME;
  private long last = LogRecord.NO_TIME;

  /**
   * @param timesAll whether the time of each record is looked at
   */
  RecordCounter(Set<Field> named, boolean timesAll) {
    this.unseen = new HashSet<>(named);
    this.timesAll = timesAll;
  }

  /** Of the stream that comes now, some records are looked at for the names of their fields. */
  void beginStream() {
    sampled = 0;
  }

  void tested(LogRecord record) {
    records++;
    if (timesAll || sampled < SAMPLED || records % TIMED_OF == 0) {
      time(record);
    }
    sampled++;
    if (!unseen.isEmpty()) {
      unseen.removeIf(field -> record.get(field) != null);
      if (!unseen.isEmpty() && sampled <= SAMPLED && known.size() < MAX_KNOWN) {
        record.forEachField((name, value) -> known.add(name));
      }
    }
  }

  private void time(LogRecord record) {
    if (record.hasTime()) {
      long ts = record.tsNanos();
      first = first == LogRecord.NO_TIME ? ts : Math.min(first, ts);
      last = Math.max(last, ts);
    } else {
      withoutTime++;
    }
  }

  /** Records that were tested by their bytes alone: a raw text they have. */
  void counted(long count) {
    records += count;
    if (count > 0) {
      unseen.remove(Field.RAW);
    }
  }

  /** Takes in what another has counted of the same fragment. */
  void add(RecordCounter other) {
    unseen.retainAll(other.unseen);
    known.addAll(other.known);
    records += other.records;
    withoutTime += other.withoutTime;
    nullExcluded += other.nullExcluded;
    if (other.first != LogRecord.NO_TIME) {
      first = first == LogRecord.NO_TIME ? other.first : Math.min(first, other.first);
      last = Math.max(last, other.last);
    }
  }

  /** A record outside of the range; that it has no time is counted, since nobody can say when. */
  void outOfRange(LogRecord record) {
    withoutTime += record.hasTime() ? 0 : 1;
  }

  void excludedByNull() {
    nullExcluded++;
  }

  long records() {
    return records;
  }

  FragmentCounts counts(long matches, List<String> boundsHit) {
    List<String> unknown =
        records == 0 ? List.of() : unseen.stream().map(Field::name).sorted().toList();
    return new FragmentCounts(
        records,
        matches,
        withoutTime,
        unknown,
        unknown.isEmpty()
            ? List.of()
            : new ArrayList<>(known).subList(0, Math.min(MAX_KNOWN, known.size())),
        nullExcluded,
        boundsHit,
        first,
        last);
  }
}
