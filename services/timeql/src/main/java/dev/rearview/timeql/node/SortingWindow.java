package dev.rearview.timeql.node;

import dev.rearview.engine.record.LogRecord;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Puts the rows of one stream in the order of time as far as a window of the file's bytes reaches;
 * what is later than that comes out late and is counted. It depends on the rows and where they lie
 * only, not on how they were found.
 */
final class SortingWindow {
  /** How far apart in a file two rows may lie to be put in order. */
  static final long WINDOW_BYTES = 2L << 20;

  /** The low bits of a row's position are its offset, those above the piece. */
  private static final long OFFSET = (1L << 44) - 1;

  /** A row and the time by which it is ordered. */
  static final class Held {
    final long orderNanos;
    final NodeRow row;
    private final long place;
    private boolean given;

    Held(long orderNanos, NodeRow row, long place) {
      this.orderNanos = orderNanos;
      this.row = row;
      this.place = place;
    }
  }

  static final Comparator<Held> ORDER =
      (a, b) -> {
        int order = Long.compare(a.orderNanos, b.orderNanos);
        String stream = a.row.stream();
        order =
            order != 0 || stream.equals(b.row.stream()) ? order : stream.compareTo(b.row.stream());
        return order != 0 ? order : Long.compare(a.row.position(), b.row.position());
      };

  private final int mostHeld;
  private final Deque<Held> arrived = new ArrayDeque<>();
  private final Deque<Held> rising = new ArrayDeque<>();
  private final PriorityQueue<Held> late = new PriorityQueue<>(ORDER);
  private long previousNanos = LogRecord.NO_TIME;
  private long piece = -1;
  private long pieceStart;
  private long furthest;
  private long lastGiven = Long.MIN_VALUE;
  private long tooLate;
  private int held;
  private boolean ended;

  SortingWindow(int mostHeld) {
    this.mostHeld = mostHeld;
  }

  /** Takes the next row of the stream, and lets rows go that lie far enough before it. */
  void add(NodeRow row) {
    if (row.tsNanos() != LogRecord.NO_TIME) {
      previousNanos = row.tsNanos();
    }
    long ofPiece = row.position() >> 44;
    if (ofPiece != piece) {
      piece = ofPiece;
      pieceStart = furthest;
    }
    long place = pieceStart + (row.position() & OFFSET);
    furthest = Math.max(furthest, place);
    Held taken = new Held(previousNanos, row, place);
    arrived.add(taken);
    held++;
    Held tail = rising.peekLast();
    if (tail == null || ORDER.compare(tail, taken) <= 0) {
      rising.add(taken);
    } else {
      late.add(taken);
    }
  }

  /** Reading has come to an offset of the piece. */
  void readTo(long offset) {
    furthest = Math.max(furthest, pieceStart + offset);
  }

  /** No row comes any more. */
  void end() {
    ended = true;
  }

  /** The row that is due; null where others must be taken first, or none is left. */
  @Nullable Held poll() {
    while (!arrived.isEmpty() && arrived.getFirst().given) {
      arrived.removeFirst();
    }
    if (arrived.isEmpty()
        || !(ended || held > mostHeld || furthest - arrived.getFirst().place >= WINDOW_BYTES)) {
      return null;
    }
    Held a = rising.peekFirst();
    Held b = late.peek();
    Held due = b == null || (a != null && ORDER.compare(a, b) <= 0) ? rising.poll() : late.poll();
    if (due != null) {
      due.given = true;
      held--;
      tooLate += due.orderNanos < lastGiven ? 1 : 0;
      lastGiven = Math.max(lastGiven, due.orderNanos);
    }
    return due;
  }

  /** Rows that came out later than their time says. */
  long late() {
    return tooLate;
  }
}
