package dev.rearview.timeql.node;

import dev.rearview.engine.scan.LogStream;
import dev.rearview.engine.scan.Piece;
import dev.rearview.engine.scan.PieceScan;
import dev.rearview.engine.scan.ReadSettings;
import dev.rearview.engine.scan.ScanCounters;
import dev.rearview.engine.scan.ScanRange;
import dev.rearview.engine.scan.StreamPieces;
import java.io.IOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The stretches of all files of a scan, in any order, for several threads to take. */
final class Stretches {
  private static final long LARGEST = 32 << 20;

  /** What is left of a file is at least so many stretches for each of several threads. */
  private static final int PER_THREAD = 4;

  /**
   * One of them.
   *
   * @param isFirst whether it is its stream's first
   */
  record Stretch(PieceScan piece, long from, long to, boolean isFirst) {}

  private final Iterator<LogStream> streams;
  private final ScanRange range;
  private final ReadSettings settings;
  private final ScanCounters counters;
  private final int threads;
  private final Map<PieceScan, Integer> open = new HashMap<>();
  private @Nullable StreamPieces pieces;
  private @Nullable PieceScan piece;
  private long next;
  private long size;
  private boolean isFirst;

  Stretches(
      List<LogStream> streams,
      ScanRange range,
      ReadSettings settings,
      ScanCounters counters,
      int threads) {
    this.streams = streams.iterator();
    this.range = range;
    this.settings = settings;
    this.counters = counters;
    this.threads = threads;
  }

  /** So many of some threads as there is something for, 1 at least. */
  static int threads(List<LogStream> streams, int most) {
    long stretches = 0;
    for (LogStream stream : streams) {
      for (Piece piece : stream.pieces()) {
        stretches += 1 + piece.size() / PieceScan.GRID_BYTES;
      }
    }
    return (int) Math.clamp(stretches, 1, most);
  }

  /** The next; null at the end. {@link #done} is to be said of each. */
  synchronized @Nullable Stretch next() {
    PieceScan current = piece;
    while (current == null) {
      if (settings.stopped().getAsBoolean() || !advance()) {
        return null;
      }
      current = piece;
    }
    long step = step(Math.min(size, current.end()) - next, threads);
    boolean last = !current.isDivisible() || next + step >= Math.min(size, current.end());
    Stretch stretch = new Stretch(current, next, last ? current.end() : next + step, isFirst);
    isFirst = false;
    open.merge(current, 1, Integer::sum);
    next += step;
    if (last) {
      piece = null;
      done(stretch);
    }
    return stretch;
  }

  private boolean advance() {
    if (pieces == null) {
      if (!streams.hasNext()) {
        return false;
      }
      pieces = new StreamPieces(streams.next(), range, settings, counters);
      isFirst = true;
    }
    PieceScan opened = pieces.next();
    if (opened == null) {
      pieces = null;
      return true;
    }
    piece = opened;
    open.put(opened, 1);
    next = opened.begin();
    size = sizeOf(opened);
    return true;
  }

  static long sizeOf(PieceScan piece) {
    try {
      return piece.size();
    } catch (IOException e) {
      return 0;
    }
  }

  private static long step(long size, int threads) {
    long grid = PieceScan.GRID_BYTES;
    long wanted = threads == 1 ? size : size / ((long) threads * PER_THREAD) / grid * grid;
    return Math.clamp(wanted, grid, LARGEST);
  }

  /** What was taken was read; whether its piece is closed with it. */
  synchronized boolean done(Stretch stretch) {
    int left = open.merge(stretch.piece(), -1, Integer::sum);
    if (left == 0) {
      open.remove(stretch.piece());
      stretch.piece().close();
    }
    return left == 0;
  }
}
