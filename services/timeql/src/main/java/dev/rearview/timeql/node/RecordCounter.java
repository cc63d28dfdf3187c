package dev.rearview.timeql.node;

import dev.rearview.engine.format.LogFormat;
import dev.rearview.engine.record.Field;
import dev.rearview.engine.record.LogRecord;
import dev.rearview.engine.scan.FileRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Counts the records that a run tests and the fields that they have. */
final class RecordCounter {
  private static final int MAX_KNOWN = 200;
  private static final int SAMPLED = 200;

  /** Of records whose time is asked for by nothing else, it is looked at of one in so many. */
  private static final int TIMED_OF = 64;

  private final Set<Field> unseen;
  private final boolean timesAll;
  private final Set<String> known = new LinkedHashSet<>();
  private final Map<String, Long> formats = new HashMap<>();
  private @Nullable LogFormat lastFormat;
  private long ofLastFormat;
  private int sampled;
  private boolean looksCloser;
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
    looksCloser = sampled < SAMPLED || records % TIMED_OF == 0;
    if (timesAll || looksCloser) {
      time(record);
    }
    sampled++;
    if (!unseen.isEmpty()) {
      unseen.removeIf(field -> record.get(field) != null);
      if (!unseen.isEmpty() && sampled <= SAMPLED && known.size() < MAX_KNOWN) {
        record.addNames(known);
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

  /**
   * Counts the format of a record that was tested before, where something was asked of it, or where
   * it is one of the sample. To be said last of a record.
   */
  void looked(FileRecord record) {
    if (looksCloser) {
      record.format();
    }
    LogFormat format = record.formatIfRead();
    if (format == null) {
      return;
    }
    if (format != lastFormat) {
      tellFormat();
      lastFormat = format;
    }
    ofLastFormat++;
  }

  /**
   * The same of a record that is counted by its bytes alone.
   *
   * @param meets whether it is one of those that {@link #counted} is told of
   */
  void passed(FileRecord record, boolean meets) {
    records += meets ? 0 : 1;
    unseen.remove(Field.RAW);
    looksCloser = sampled < SAMPLED;
    sampled++;
    looked(record);
  }

  private void tellFormat() {
    if (lastFormat != null) {
      formats.merge(lastFormat.name(), ofLastFormat, Long::sum);
    }
    lastFormat = null;
    ofLastFormat = 0;
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
    other.tellFormat();
    other.formats.forEach((format, count) -> formats.merge(format, count, Long::sum));
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
    looksCloser = false;
    withoutTime += record.hasTime() ? 0 : 1;
  }

  void excludedByNull() {
    nullExcluded++;
  }

  long records() {
    return records;
  }

  FragmentCounts counts(long matches, List<String> boundsHit) {
    tellFormat();
    List<String> unknown =
        records == 0 ? List.of() : unseen.stream().map(Field::name).sorted().toList();
    return new FragmentCounts(
        records,
        matches,
        withoutTime,
        formats,
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
