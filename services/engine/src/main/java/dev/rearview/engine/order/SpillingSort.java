package dev.rearview.engine.order;

import dev.rearview.engine.record.Amount;
import dev.rearview.engine.record.ColumnRecord;
import dev.rearview.engine.record.Columns;
import dev.rearview.engine.record.LogRecord;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Puts rows that come in any order into the order of {@link RecordOrder#BY_TIME}. They are read to
 * their end before the first is given: those that do not fit into memory go to a disk area as
 * sorted runs. Where that is full, too, the earliest are given and the latest kept back as far as
 * memory reaches; what then comes too late is given late, and counted.
 *
 * <p>For one thread. Nothing stays on the disk after {@link #close}, nor when the process dies.
 */
public final class SpillingSort implements RecordSource {
  /** Bytes of rows that are held in memory, by default. */
  public static final int STANDARD_MEMORY = 32 << 20;

  private final Supplier<? extends @Nullable PackedRows> source;
  private final Columns columns;
  private final int memory;
  private final SpillArea area;
  private final Places places = new Places();
  private final RowCodec codec = new RowCodec();
  private final List<SpilledRun> runs = new ArrayList<>();
  private final PriorityQueue<RowRun> heads;
  private RowBuffer buffer = new RowBuffer(places);
  private @Nullable RowRun current;
  private @Nullable FileChannel file;
  private long spilled;
  private long held;
  private boolean reading = true;
  private boolean ended;
  private long lastGiven = Long.MIN_VALUE;
  private long late;
  private @Nullable String trouble;

  /**
   * @param source the rows, some at a time; null at their end
   * @param columns of every row
   * @param memory bytes of rows that may be held in memory
   */
  public SpillingSort(
      Supplier<? extends @Nullable PackedRows> source,
      Columns columns,
      int memory,
      SpillArea area) {
    this.source = source;
    this.columns = columns;
    this.memory = memory;
    this.area = area;
    this.heads = new PriorityQueue<>((a, b) -> RowRun.compare(a, b, places));
  }

  @Override
  public @Nullable ColumnRecord next() {
    while (true) {
      if (reading) {
        fill();
        begin();
      }
      if (!ended && held <= memory / 2) {
        keepBack();
        continue;
      }
      RowRun run = advance();
      if (run == null) {
        return null;
      }
      if (run.orderNanos() < lastGiven) {
        late++;
      } else {
        lastGiven = run.orderNanos();
      }
      held -= RowRun.HEADER + run.length();
      return row(run);
    }
  }

  /** Reads until all is there, or no more fits anywhere. */
  private void fill() {
    reading = false;
    for (PackedRows rows = source.get(); rows != null; rows = source.get()) {
      buffer.add(rows);
      if (buffer.used() >= memory && !spill()) {
        return;
      }
    }
    ended = true;
  }

  /** Writes what is in memory to the disk; whether there was room. */
  private boolean spill() {
    long bytes = buffer.spilled();
    if (!area.reserve(bytes)) {
      return false;
    }
    buffer.sort();
    try {
      FileChannel into = file == null ? area.open() : file;
      file = into;
      long end = SpilledRun.write(buffer, into, spilled);
      runs.add(new SpilledRun(into, spilled, end));
      spilled = end;
      buffer.clear();
      return true;
    } catch (IOException e) {
      trouble = e.getMessage() == null ? e.toString() : e.getMessage();
      area.release(bytes);
      return false;
    }
  }

  private void begin() {
    buffer.sort();
    List<RowRun> all = new ArrayList<>(runs);
    all.add(buffer);
    held = spilled + buffer.spilled();
    for (RowRun run : all) {
      if (run.advance()) {
        heads.add(run);
      }
    }
  }

  /** The run that stands at the next row of all; null at the end. */
  private @Nullable RowRun advance() {
    RowRun run = current;
    if (run != null && run.advance()) {
      RowRun other = heads.peek();
      if (other == null || RowRun.compare(run, other, places) <= 0) {
        return run;
      }
      heads.add(run);
    }
    current = heads.poll();
    return current;
  }

  /** What is left goes back into memory, so that more can be read. */
  private void keepBack() {
    RowBuffer kept = new RowBuffer(places);
    for (RowRun run = advance(); run != null; run = advance()) {
      codec.begin(kept.data(), kept.end());
      codec.copy(run.bytes(), run.from(), run.length());
      kept.add(run.orderNanos(), run.place(), run.position(), codec.bytes(), codec.at());
    }
    buffer = kept;
    forgetRuns();
    reading = true;
  }

  private void forgetRuns() {
    runs.clear();
    area.release(spilled);
    spilled = 0;
    FileChannel open = file;
    if (open != null) {
      try {
        open.truncate(0);
      } catch (IOException e) {
        trouble = e.getMessage();
      }
    }
  }

  private ColumnRecord row(RowRun run) {
    codec.begin(run.bytes(), run.from());
    @Nullable Object[] values = new @Nullable Object[columns.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = codec.read();
    }
    long order = run.orderNanos();
    Places.Place place = places.place(run.place());
    return new ColumnRecord(
        columns,
        values,
        order == Long.MAX_VALUE ? LogRecord.NO_TIME : order,
        place.node(),
        place.stream(),
        run.position());
  }

  /** Rows that were given later than their time says. */
  public long late() {
    return late;
  }

  /** Sentences about bounds that were hit. */
  public List<String> boundsHit() {
    if (late == 0) {
      return List.of();
    }
    String why = trouble == null ? "" : "; the disk could not be written: " + trouble;
    return List.of(
        "%s came too late to be put in order: sorting holds %,d KiB in memory and %,d KiB on disk%s"
            .formatted(Amount.of(late, "row"), memory >> 10, area.maxBytes() >> 10, why));
  }

  @Override
  public void close() {
    forgetRuns();
    heads.clear();
    current = null;
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
