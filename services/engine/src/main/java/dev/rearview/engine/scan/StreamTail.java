package dev.rearview.engine.scan;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Goes on reading a stream while it grows, over rotation. Ask {@link #poll} again and again; only
 * records that are whole come out. The {@link #position} can be stored and resumed from, also when
 * the piece was renamed or compressed in between. What may have been lost is told by {@link #gaps}.
 */
public final class StreamTail implements AutoCloseable {
  /** How long a record may wait for further lines of it. */
  private static final Duration SETTLE = Duration.ofSeconds(1);

  /** Looks at which the end was reached before a rotated piece is left for the next. */
  private static final int QUIET_LOOKS = 2;

  private final LogFiles files;
  private final ReadSettings settings;
  private final ScanCounters counters;
  private final List<String> gaps = new ArrayList<>();
  private LogStream stream;
  private @Nullable PieceReader reader;
  private @Nullable ScanPosition position;
  private @Nullable Object currentKey;
  private boolean skipExisting;
  private int quiet;
  private Instant lastLine;

  private StreamTail(
      LogFiles files,
      LogStream stream,
      @Nullable ScanPosition from,
      boolean skipExisting,
      ReadSettings settings,
      ScanCounters counters) {
    this.files = files;
    this.stream = stream;
    this.position = from;
    this.skipExisting = skipExisting;
    this.settings = settings;
    this.counters = counters;
    this.lastLine = settings.clock().instant();
  }

  /** From a stored position on; null reads the stream from its oldest piece. */
  public static StreamTail from(
      LogFiles files,
      LogStream stream,
      @Nullable ScanPosition position,
      ReadSettings settings,
      ScanCounters counters) {
    return new StreamTail(files, stream, position, false, settings, counters);
  }

  /** Only what is written from now on. */
  public static StreamTail fromEnd(
      LogFiles files, LogStream stream, ReadSettings settings, ScanCounters counters) {
    return new StreamTail(files, stream, null, true, settings, counters);
  }

  /** Up to so many new records; empty where there are none now. */
  public List<FileRecord> poll(int max) {
    List<FileRecord> records = new ArrayList<>();
    try {
      while (records.size() < max && !settings.stopped().getAsBoolean()) {
        if (reader == null && !open()) {
          break;
        }
        FileRecord record = reader == null ? null : advance(reader);
        if (record != null) {
          records.add(record);
        } else if (reader != null && !moveOn(reader, records)) {
          break;
        }
      }
    } catch (IOException | SecurityException e) {
      counters.unreadable(new Unreadable(stream.origin().path().toString(), SafeFiles.reason(e)));
      closeReader();
    }
    if (reader != null) {
      position = reader.position();
      reader.tell();
    }
    return records;
  }

  private @Nullable FileRecord advance(PieceReader current) throws IOException {
    long before = current.readTo();
    FileRecord record = current.mayGrow() ? current.poll() : current.next();
    if (current.readTo() != before) {
      lastLine = settings.clock().instant();
      quiet = 0;
    }
    return record;
  }

  /** At the end of what there is: whether reading can go on at once. */
  private boolean moveOn(PieceReader current, List<FileRecord> records) throws IOException {
    if (current.size() < current.readTo()) {
      gaps.add(
          "%s was truncated at %,d bytes: what was written just before may be missing"
              .formatted(current.source().piece().path(), current.readTo()));
      closeReader();
      position = null;
      currentKey = null;
      skipExisting = false;
      return openNewest();
    }
    quiet++;
    if (quiet >= QUIET_LOOKS && hasNewer(current)) {
      FileRecord rest = current.rest();
      while (rest != null) {
        records.add(rest);
        rest = current.rest();
      }
      closeReader();
      quiet = 0;
      return open();
    }
    Duration since = Duration.between(lastLine, settings.clock().instant());
    if (current.isHolding() && since.compareTo(SETTLE) >= 0) {
      FileRecord settled = current.settle();
      if (settled != null) {
        records.add(settled);
      }
    }
    return false;
  }

  private boolean hasNewer(PieceReader current) {
    refresh();
    int at = indexOfCurrent(current.source().piece().fileKey());
    boolean newer = at >= 0 ? at + 1 < stream.pieces().size() : !stream.pieces().isEmpty();
    if (newer) {
      position = current.position();
      currentKey = current.source().piece().fileKey();
    }
    return newer;
  }

  private void refresh() {
    LogStream now = files.refresh(stream);
    stream = now == null ? stream.with(List.of()) : now;
  }

  private int indexOfCurrent(@Nullable Object fileKey) {
    for (int i = 0; fileKey != null && i < stream.pieces().size(); i++) {
      if (fileKey.equals(stream.pieces().get(i).fileKey())) {
        return i;
      }
    }
    return -1;
  }

  /** Opens the piece to go on with; false where there is none. */
  private boolean open() throws IOException {
    refresh();
    if (stream.pieces().isEmpty()) {
      return false;
    }
    if (skipExisting) {
      return openAtEnd();
    }
    if (currentKey != null) {
      int at = indexOfCurrent(currentKey);
      if (at >= 0) {
        return at + 1 < stream.pieces().size() && open(at + 1, 0);
      }
    }
    ScanPosition from = position;
    if (from == null) {
      return open(0, 0);
    }
    return resume(from);
  }

  /** Finds the piece of a position again; one that was read to its end may be gone by now. */
  private boolean resume(ScanPosition from) throws IOException {
    for (int i = 0; i < stream.pieces().size(); i++) {
      PieceReader candidate = PieceReader.open(stream, i, 0, true, settings, counters);
      if (candidate == null) {
        continue;
      }
      boolean found = candidate.source().head().id().equals(from.piece());
      candidate.close();
      if (found) {
        boolean last = i + 1 == stream.pieces().size();
        return currentKey != null && !last ? open(i + 1, 0) : open(i, from.offset());
      }
    }
    if (currentKey == null) {
      gaps.add(
          "%s: the piece %s was rotated away before it was read beyond %,d bytes"
              .formatted(stream.id(), from.piece(), from.offset()));
    }
    position = null;
    currentKey = null;
    return open(0, 0);
  }

  private boolean openAtEnd() throws IOException {
    int newest = stream.pieces().size() - 1;
    Piece piece = stream.pieces().get(newest);
    skipExisting = false;
    return open(newest, SafeFiles.lastLineEnd(stream.root(), piece, settings.limits()));
  }

  private boolean openNewest() throws IOException {
    refresh();
    return !stream.pieces().isEmpty() && open(stream.pieces().size() - 1, 0);
  }

  private boolean open(int order, long offset) throws IOException {
    reader = PieceReader.open(stream, order, offset, true, settings, counters);
    if (reader == null) {
      return false;
    }
    counters.fileRead();
    currentKey = null;
    return true;
  }

  private void closeReader() {
    if (reader != null) {
      reader.close();
      reader = null;
    }
  }

  /** Where to go on after what {@link #poll} gave; null before anything was read. */
  public @Nullable ScanPosition position() {
    return position;
  }

  public LogStream stream() {
    return stream;
  }

  /** Sentences about what may be missing, since the last call. */
  public List<String> gaps() {
    List<String> since = List.copyOf(gaps);
    gaps.clear();
    return since;
  }

  @Override
  public void close() {
    closeReader();
  }
}
