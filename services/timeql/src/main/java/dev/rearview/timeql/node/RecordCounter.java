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

  private final Set<Field> unseen;
  private final Set<String> known = new LinkedHashSet<>();
  private long records;
  private long withoutTime;
  private long nullExcluded;
  private long first = LogRecord.NO_TIME;
  private long last = LogRecord.NO_TIME;

  RecordCounter(Set<Field> named) {
    this.unseen = new HashSet<>(named);
  }

  void tested(LogRecord record) {
    records++;
    if (record.hasTime()) {
      long ts = record.tsNanos();
      first = first == LogRecord.NO_TIME ? ts : Math.min(first, ts);
      last = Math.max(last, ts);
    } else {
      withoutTime++;
    }
    if (!unseen.isEmpty()) {
      unseen.removeIf(field -> record.get(field) != null);
      if (!unseen.isEmpty() && records <= SAMPLED && known.size() < MAX_KNOWN) {
        record.forEachField((name, value) -> known.add(name));
      }
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
