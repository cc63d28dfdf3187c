package dev.rearview.engine.scan;

import dev.rearview.engine.record.LogRecord;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds by binary search between which offsets of a piece the times of a range lie. That holds for
 * files whose times rise, give or take five minutes: where the places that are looked at show more
 * disorder than that, or no time, it finds nothing, and the piece is to be read whole.
 */
final class TimeSeek {
  private static final long DISORDER = FileOrders.DISORDER;

  /** Smaller pieces are read whole. */
  private static final long LEAST_BYTES = 8L << 20;

  private static final int PLACES = 48;
  private static final int LINES_PER_PLACE = 8;
  private static final int MAX_LINE = 64 * 1024;

  /** Offsets on the grid; the upper is the highest where the rest belongs to it. */
  record Bounds(long from, long to) {}

  /** The least and the greatest of the times at a place. */
  private record Times(long least, long greatest) {}

  private final PieceSource source;
  private final FileBytes bytes;
  private final ScanRange range;
  private final TreeMap<Long, Times> seen = new TreeMap<>();
  private boolean unsure;

  TimeSeek(PieceSource source, FileBytes bytes, ScanRange range) {
    this.source = source;
    this.bytes = bytes;
    this.range = range;
  }

  /** Null where the piece is to be read whole. */
  @Nullable Bounds find() throws IOException {
    long size = bytes.size();
    if (range.equals(ScanRange.ALL) || size < LEAST_BYTES) {
      return null;
    }
    long cells = size / RecordAssembler.GRID_BYTES + 1;
    for (int place = 0; place < PLACES; place++) {
      look(cells * place / PLACES);
    }
    long first = range.fromNanos() == LogRecord.NO_TIME ? 0 : lastBefore(cells);
    long end = range.toNanos() == Long.MAX_VALUE ? cells : firstAfter(first, cells);
    if (unsure || !rise()) {
      return null;
    }
    return new Bounds(
        first * RecordAssembler.GRID_BYTES,
        end >= cells ? Long.MAX_VALUE : end * RecordAssembler.GRID_BYTES);
  }

  /** Whether it was no time, or disorder, for which nothing was found. */
  boolean isUnsure() {
    return unsure || !rise();
  }

  /** The last place all of whose times, and all before it, lie surely before the range. */
  private long lastBefore(long cells) throws IOException {
    long low = 0;
    long high = cells;
    while (high - low > 1) {
      long middle = (low + high) >>> 1;
      Times times = look(middle);
      if (times != null && times.greatest < range.fromNanos() - DISORDER) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The first place from which on all times lie surely after the range. */
  private long firstAfter(long first, long cells) throws IOException {
    long low = first;
    long high = cells;
    while (high - low > 1) {
      long middle = (low + high) >>> 1;
      Times times = look(middle);
      if (times != null && times.least - DISORDER > range.toNanos()) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return high;
  }

  private boolean rise() {
    long greatest = Long.MIN_VALUE;
    for (Map.Entry<Long, Times> place : seen.entrySet()) {
      if (greatest != Long.MIN_VALUE && place.getValue().least < greatest - DISORDER) {
        return false;
      }
      greatest = Math.max(greatest, place.getValue().greatest);
    }
    return true;
  }

  /** The times of some records at a place; null where they have none. */
  private @Nullable Times look(long cell) throws IOException {
    Times known = seen.get(cell);
    if (known != null || unsure) {
      return known;
    }
    long[] found = {Long.MAX_VALUE, Long.MIN_VALUE};
    long offset = cell * RecordAssembler.GRID_BYTES;
    ByteWindow window = new ByteWindow(bytes, offset);
    RecordAssembler records =
        new RecordAssembler(
            source,
            bytes,
            window,
            source.settings().limits(),
            new PieceCounts(),
            null,
            record -> {
              if (record.hasTime()) {
                found[0] = Math.min(found[0], record.tsNanos());
                found[1] = Math.max(found[1], record.tsNanos());
              }
            });
    LineCursor lines = new LineCursor(window, MAX_LINE, offset, records::detach);
    boolean more = offset == 0 || lines.next(true);
    for (int i = 0; more && i < LINES_PER_PLACE && lines.next(true); i++) {
      records.accept(lines);
      lines.hold(records.windowFrom());
    }
    records.end(lines.end());
    boolean atEnd = window.endOffset() >= bytes.size();
    if (found[1] == Long.MIN_VALUE) {
      unsure |= !atEnd;
      return null;
    }
    Times times = new Times(found[0], found[1]);
    seen.put(cell, times);
    return times;
  }
}
