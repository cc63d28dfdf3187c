package dev.rearview.timeql.node;

import dev.rearview.engine.scan.PieceScan;
import dev.rearview.engine.scan.ReadBuffer;
import dev.rearview.engine.scan.StretchReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A stretch of a stream, and the rows found in it that are not asked for yet. */
final class RowUnit {
  final PieceScan piece;
  final long from;
  final long to;
  final boolean isFirst;
  final boolean isLastOfPiece;

  /** The rest is guarded by the scan's lock, but for what only the thread that runs it uses. */
  final Deque<List<FoundRow>> batches = new ArrayDeque<>();

  int rows;
  boolean running;
  boolean done;

  @Nullable StretchReader reader;
  Finders.@Nullable Loan loan;
  @Nullable ReadBuffer buffer;
  private List<FoundRow> batch = new ArrayList<>();

  RowUnit(PieceScan piece, long from, long to, boolean isFirst, boolean isLastOfPiece) {
    this.piece = piece;
    this.from = from;
    this.to = to;
    this.isFirst = isFirst;
    this.isLastOfPiece = isLastOfPiece;
  }

  boolean isFirstOfPiece() {
    return from == piece.begin();
  }

  /** Adds a row to the batch in hand; whether there is room for more. */
  boolean add(FoundRow row, int most) {
    batch.add(row);
    return batch.size() < most;
  }

  /** The batch in hand, for others to take. */
  List<FoundRow> takeBatch() {
    List<FoundRow> full = batch;
    batch = new ArrayList<>();
    return full;
  }
}
