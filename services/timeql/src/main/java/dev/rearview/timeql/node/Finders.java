package dev.rearview.timeql.node;

import dev.rearview.engine.pattern.Finder;
import dev.rearview.engine.pattern.Requirement;
import dev.rearview.engine.scan.PieceScan;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finders that go from stretch to stretch of a file, so that what one has learned of it is not
 * learned anew; each is used by one thread at a time. Safe for use by several threads.
 */
final class Finders {
  private record Key(PieceScan piece, Requirement requirement, boolean counting) {}

  /** A finder that is used. */
  record Loan(Finder finder, Object key) {}

  private final Map<Object, Deque<Finder>> idle = new HashMap<>();

  /** Takes one; null where every record may be wanted. */
  @Nullable Loan borrow(PieceScan piece, Requirement requirement, boolean counting)
      throws IOException {
    Key key = new Key(piece, requirement, counting);
    synchronized (this) {
      Deque<Finder> known = idle.get(key);
      if (known != null && !known.isEmpty()) {
        return new Loan(known.pop(), key);
      }
    }
    Finder made = counting ? piece.countingFinder(requirement) : piece.finder(requirement);
    return made == null ? null : new Loan(made, key);
  }

  synchronized void giveBack(Loan loan) {
    idle.computeIfAbsent(loan.key(), key -> new ArrayDeque<>()).push(loan.finder());
  }

  /** A piece was read to its end. */
  synchronized void forget(PieceScan piece) {
    idle.keySet().removeIf(key -> ((Key) key).piece() == piece);
  }
}
