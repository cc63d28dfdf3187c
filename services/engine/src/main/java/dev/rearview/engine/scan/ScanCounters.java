package dev.rearview.engine.scan;

import dev.rearview.engine.record.Amount;
import dev.rearview.engine.record.LogRecord;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Counts what a scan read, for its report. Safe for use by several threads. */
public final class ScanCounters {
  /** Unreadable files that are named; all are counted. */
  public static final int MAX_NAMED = 100;

  /**
   * What was read.
   *
   * @param filesSkipped files that a range or a selector left out without reading
   * @param filesSought of those read or skipped, judged by the times at some of their places only,
   *     while nobody knows yet whether all rise: a record that lies further than five minutes out
   *     of order between these may be missing
   * @param unreadable at most {@link #MAX_NAMED}
   * @param bytes uncompressed
   * @param firstNanos earliest time, {@link LogRecord#NO_TIME} where none
   * @param lastNanos latest time, {@link LogRecord#NO_TIME} where none
   * @param boundsHit sentences
   * @param notes sentences about how it was read, where nothing is missing for it
   */
  public record Snapshot(
      int filesRead,
      int filesSkipped,
      int filesSought,
      int filesUnreadable,
      List<Unreadable> unreadable,
      long bytes,
      long records,
      long recordsWithoutTime,
      long firstNanos,
      long lastNanos,
      List<String> boundsHit,
      List<String> notes) {
    public Snapshot {
      notes = List.copyOf(notes);
      unreadable = List.copyOf(unreadable);
      boundsHit = List.copyOf(boundsHit);
    }
  }

  private final List<Unreadable> unreadable = new ArrayList<>();
  private final Set<String> bounds = new LinkedHashSet<>();
  private final Set<String> notes = new LinkedHashSet<>();
  private int filesRead;
  private int filesSkipped;
  private int filesSought;
  private int filesUnreadable;
  private long bytes;
  private long records;
  private long withoutTime;
  private long firstNanos = LogRecord.NO_TIME;
  private long lastNanos = LogRecord.NO_TIME;
  private long linesCut;
  private long recordsSplit;
  private long checkedBytes;
  private long untimedLeftOut;

  public synchronized void fileRead() {
    filesRead++;
  }

  public synchronized void filesSkipped(int count) {
    filesSkipped += count;
  }

  synchronized void fileSought() {
    filesSought++;
  }

  /** Whether so many bytes more may be read for their times only, up to a bound. */
  synchronized boolean check(long more, long bound) {
    if (more > bound - checkedBytes) {
      return false;
    }
    checkedBytes += more;
    return true;
  }

  /** Records without a time, in what a range left out because all that has one is outside. */
  synchronized void untimedLeftOut(long count) {
    untimedLeftOut += count;
  }

  /** Whether something could not be read to its end. */
  synchronized boolean hasBrokenOff() {
    return filesUnreadable > 0 || !bounds.isEmpty();
  }

  public synchronized void unreadable(Unreadable file) {
    filesUnreadable++;
    if (unreadable.size() < MAX_NAMED) {
      unreadable.add(file);
    }
  }

  public synchronized void boundHit(String sentence) {
    if (bounds.size() < MAX_NAMED) {
      bounds.add(sentence);
    }
  }

  synchronized void note(String sentence) {
    if (notes.size() < MAX_NAMED) {
      notes.add(sentence);
    }
  }

  /** What one piece gave; times are {@link LogRecord#NO_TIME} where it had none. */
  synchronized void read(PieceCounts counts) {
    bytes += counts.bytes;
    records += counts.records;
    withoutTime += counts.withoutTime;
    linesCut += counts.linesCut;
    recordsSplit += counts.recordsSplit;
    if (counts.firstNanos != LogRecord.NO_TIME) {
      firstNanos =
          firstNanos == LogRecord.NO_TIME
              ? counts.firstNanos
              : Math.min(firstNanos, counts.firstNanos);
      lastNanos = Math.max(lastNanos, counts.lastNanos);
    }
    counts.clear();
  }

  /** Takes in what another has counted. */
  public synchronized void add(ScanCounters other) {
    synchronized (other) {
      filesRead += other.filesRead;
      filesSkipped += other.filesSkipped;
      filesSought += other.filesSought;
      filesUnreadable += other.filesUnreadable;
      unreadable.addAll(
          other.unreadable.subList(
              0, Math.min(other.unreadable.size(), MAX_NAMED - unreadable.size())));
      bounds.addAll(other.bounds);
      notes.addAll(other.notes);
      linesCut += other.linesCut;
      recordsSplit += other.recordsSplit;
      untimedLeftOut += other.untimedLeftOut;
      bytes += other.bytes;
      records += other.records;
      withoutTime += other.withoutTime;
      if (other.firstNanos != LogRecord.NO_TIME) {
        firstNanos =
            firstNanos == LogRecord.NO_TIME
                ? other.firstNanos
                : Math.min(firstNanos, other.firstNanos);
        lastNanos = Math.max(lastNanos, other.lastNanos);
      }
    }
  }

  public synchronized Snapshot snapshot() {
    List<String> sentences = new ArrayList<>(bounds);
    if (linesCut > 0) {
      sentences.add(
          Amount.of(
              linesCut,
              "line was longer than the maximum and was cut",
              "lines were longer than the maximum and were cut"));
    }
    if (recordsSplit > 0) {
      sentences.add(
          Amount.of(
              recordsSplit,
              "record of many lines was longer than the maximum and was split",
              "records of many lines were longer than the maximum and were split"));
    }
    List<String> remarks = new ArrayList<>(notes);
    if (untimedLeftOut > 0) {
      remarks.add(
          "%s in files that a range of time left out, or was sought in: the range cannot place them"
              .formatted(
                  Amount.of(
                      untimedLeftOut, "record lies without a time", "records lie without a time")));
    }
    return new Snapshot(
        filesRead,
        filesSkipped,
        filesSought,
        filesUnreadable,
        unreadable,
        bytes,
        records,
        withoutTime,
        firstNanos,
        lastNanos,
        sentences,
        remarks);
  }
}
