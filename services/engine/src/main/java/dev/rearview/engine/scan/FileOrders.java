package dev.rearview.engine.scan;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Which files may be passed over, or sought in, by the times at some of their places: those whose
 * times rise, give or take five minutes. Whether they do is not known before all of a file is read.
 * Of files that are not too large for the question that is asked, that is done at once; of others
 * it is assumed, which the question's {@link ScanCounters} count, and read behind it where there is
 * somebody to. What was seen is remembered here. Safe for use by several threads.
 */
public final class FileOrders {
  /** How far times may be out of order. */
  static final long DISORDER = Duration.ofMinutes(5).toNanos();

  /** Bytes that one question reads of files' times before it assumes that they rise. */
  public static final long CHECKED_BYTES = 64L << 20;

  /** Bytes that a compressed one is taken to inflate to. */
  private static final int INFLATION = 16;

  /** Files that are remembered. */
  private static final int REMEMBERED = 10_000;

  private final boolean seeks;
  private final long checkedBytes;
  private final @Nullable Executor behind;
  private final Runnable pace;
  private final Map<Object, Order> known =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, Order> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** What is known of a file. */
  private static final class Order {
    private boolean fell;
    private boolean awaited;
    private @Nullable PieceTimes times;
  }

  private FileOrders(boolean seeks, long checkedBytes, @Nullable Executor behind, Runnable pace) {
    this.seeks = seeks;
    this.checkedBytes = checkedBytes;
    this.behind = behind;
    this.pace = pace;
  }

  /** Of files of which nothing is known yet. */
  public static FileOrders unknown() {
    return unknown(CHECKED_BYTES);
  }

  /**
   * The same.
   *
   * @param checkedBytes that one question reads of files' times, 0 for none
   */
  static FileOrders unknown(long checkedBytes) {
    return new FileOrders(true, checkedBytes, null, () -> {});
  }

  /**
   * The same, where the times of larger files are read behind the question that assumed them to
   * rise, so that the next one knows.
   *
   * @param behind runs what reads one; refuses what is too much
   * @param pace called each few thousand records by what runs, to hold it up
   */
  public static FileOrders checkedBehind(Executor behind, Runnable pace) {
    return checkedBehind(CHECKED_BYTES, behind, pace);
  }

  static FileOrders checkedBehind(long checkedBytes, Executor behind, Runnable pace) {
    return new FileOrders(true, checkedBytes, behind, pace);
  }

  /** Trusts no file: all are read whole. */
  public static FileOrders untrusted() {
    return new FileOrders(false, 0, null, () -> {});
  }

  /** Whether nothing is known against going by the times at some places of a piece. */
  synchronized boolean maySeek(Piece piece) {
    return seeks && !falls(piece);
  }

  /** Whether times of a piece were seen to fall. */
  synchronized boolean falls(Piece piece) {
    Order order = known.get(key(piece));
    return order != null && (order.fell || (order.times != null && order.times.all().falls()));
  }

  /** The times of a piece fall further than {@link #DISORDER}. */
  synchronized void fell(Piece piece) {
    order(piece).fell = true;
  }

  /** The times of all records of a piece as it is now; null where they are not known. */
  synchronized @Nullable PieceTimes known(Piece piece, PieceHead head) {
    Order order = known.get(key(piece));
    PieceTimes times = order == null ? null : order.times;
    return seeks && times != null && times.areOf(piece, head) ? times : null;
  }

  /**
   * Whether the times of all of a piece may be read for a question.
   *
   * @param plain whether it lies uncompressed
   * @param counters of the question, which count what was
   */
  boolean mayCheck(Piece piece, PieceHead head, boolean plain, ScanCounters counters) {
    PieceTimes before = before(piece);
    long from = before == null ? 0 : before.readTo(piece, head);
    return counters.check(plain ? piece.size() - from : piece.size() * INFLATION, checkedBytes);
  }

  /**
   * Reads the times of all of a piece.
   *
   * @return null where it could not be read to its end
   */
  @Nullable PieceTimes check(LogStream stream, int order, PieceHead head, ReadSettings settings)
      throws IOException {
    return check(stream, order, head, settings, () -> {});
  }

  private @Nullable PieceTimes check(
      LogStream stream, int order, PieceHead head, ReadSettings settings, Runnable turn)
      throws IOException {
    Piece piece = stream.pieces().get(order);
    PieceTimes times = OrderCheck.read(stream, order, head, settings, before(piece), turn);
    if (times != null) {
      synchronized (this) {
        Order its = order(piece);
        its.times = times;
        its.awaited = false;
      }
    }
    return times;
  }

  /** The times of a piece are assumed to rise; they are read behind, where somebody does that. */
  void assumed(LogStream stream, int order, PieceHead head, ReadSettings settings) {
    Executor executor = behind;
    if (executor == null) {
      return;
    }
    Piece piece = stream.pieces().get(order);
    synchronized (this) {
      Order its = order(piece);
      if (its.awaited) {
        return;
      }
      its.awaited = true;
    }
    ReadSettings own =
        new ReadSettings(
            settings.clock(), settings.limits(), settings.formats(), () -> false, this);
    try {
      executor.execute(() -> checkBehind(stream, order, head, own));
    } catch (RejectedExecutionException e) {
      synchronized (this) {
        order(piece).awaited = false;
      }
    }
  }

  private void checkBehind(LogStream stream, int order, PieceHead head, ReadSettings settings) {
    try {
      check(stream, order, head, settings, pace);
    } catch (IOException | SecurityException e) {
      // whoever asks for its records is told why; it is not tried again
    }
  }

  private synchronized @Nullable PieceTimes before(Piece piece) {
    Order order = known.get(key(piece));
    return order == null ? null : order.times;
  }

  private synchronized Order order(Piece piece) {
    return known.computeIfAbsent(key(piece), key -> new Order());
  }

  /** What a file is known by also where rotation has renamed it. */
  private static Object key(Piece piece) {
    return piece.fileKey() == null ? piece.path() : piece.fileKey();
  }
}
