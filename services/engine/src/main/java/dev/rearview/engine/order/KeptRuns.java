package dev.rearview.engine.order;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows that somebody puts in order run by run, kept on the disk until they are merged. For one
 * thread. Nothing stays on the disk after {@link #close}, nor when the process dies.
 */
public final class KeptRuns implements AutoCloseable {
  private static final int WRITTEN_BYTES = 1 << 20;

  /**
   * A row.
   *
   * @param tsNanos any number that belongs to it, as its time
   * @param values any that {@link RowCodec} knows, bytes among them; others come back as text
   */
  public record Row(long tsNanos, long position, List<@Nullable Object> values) {
    public Row {
      values = Collections.unmodifiableList(new ArrayList<>(values));
    }
  }

  /** One run's rows, in the order in which they were kept. */
  public static final class Run {
    private final SpilledRun rows;
    private final RowCodec codec = new RowCodec();

    private Run(SpilledRun rows) {
      this.rows = rows;
    }

    /** The next row; null at the end. */
    public @Nullable Row next() {
      if (!rows.advance()) {
        return null;
      }
      codec.begin(rows.bytes(), rows.from());
      List<@Nullable Object> values = new ArrayList<>();
      while (codec.at() < rows.from() + rows.length()) {
        values.add(codec.read());
      }
      return new Row(rows.orderNanos(), rows.position(), values);
    }
  }

  private final SpillArea area;
  private final RowCodec codec = new RowCodec();
  private final List<SpilledRun> runs = new ArrayList<>();
  private @Nullable FileChannel file;
  private long reserved;
  private long end;
  private @Nullable String trouble;

  public KeptRuns(SpillArea area) {
    this.area = area;
  }

  /**
   * Keeps a run.
   *
   * @return false where there is no room, or the disk cannot be written; then none of it is kept
   */
  public boolean keep(Iterator<Row> rows) {
    long start = end;
    long at = end;
    long before = reserved;
    try {
      while (rows.hasNext()) {
        RowBuffer part = part(rows);
        if (!area.reserve(part.spilled())) {
          release(reserved - before);
          return false;
        }
        reserved += part.spilled();
        FileChannel into = file == null ? area.open() : file;
        file = into;
        at = SpilledRun.write(part, into, at);
      }
    } catch (IOException e) {
      trouble = e.getMessage() == null ? e.toString() : e.getMessage();
      release(reserved - before);
      return false;
    }
    if (file != null && at > start) {
      runs.add(new SpilledRun(file, start, at));
    }
    end = at;
    return true;
  }

  private RowBuffer part(Iterator<Row> rows) {
    RowBuffer part = new RowBuffer(new Places());
    while (rows.hasNext() && part.end() < WRITTEN_BYTES) {
      Row row = rows.next();
      codec.begin(part.data(), part.end());
      row.values().forEach(codec::write);
      part.add(row.tsNanos(), 0, row.position(), codec.bytes(), codec.at());
    }
    part.leaveAsItIs();
    return part;
  }

  private void release(long bytes) {
    area.release(bytes);
    reserved -= bytes;
  }

  public boolean isEmpty() {
    return runs.isEmpty();
  }

  /** All runs, to be read once each. */
  public List<Run> runs() {
    return runs.stream().map(Run::new).toList();
  }

  /** Why the disk could not be written; null where it could. */
  public @Nullable String trouble() {
    return trouble;
  }

  @Override
  public void close() {
    runs.clear();
    release(reserved);
    FileChannel open = file;
    file = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        // its name is gone already; the system frees it with the process at the latest
      }
    }
  }
}
