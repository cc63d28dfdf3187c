package dev.rearview.query.statement;

import dev.rearview.timeql.merge.NodeAnswer;
import dev.rearview.timeql.node.NodeRow;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The rows of all places as they come, whoever comes first. */
final class LiveRows {
  private static final int HELD = 1_024;
  private static final long WAIT_MILLIS = 100;

  /** What came. */
  sealed interface Arrived {
    record Row(String node, NodeRow row) implements Arrived {}

    /** A place gives no more rows. */
    record Gone(String node) implements Arrived {}

    /** Nobody had anything for a moment. */
    record Nothing() implements Arrived {}
  }

  private final BlockingQueue<Arrived> arrived = new ArrayBlockingQueue<>(HELD);
  private final AtomicInteger open;
  private boolean interrupted;

  private LiveRows(int places) {
    this.open = new AtomicInteger(places);
  }

  /** Begins to listen to all places; each ends when its answer is closed. */
  static LiveRows of(List<NodeAnswer> answers) {
    LiveRows rows = new LiveRows(answers.size());
    for (NodeAnswer answer : answers) {
      Thread.ofVirtual().name("follow-" + answer.node()).start(() -> rows.listen(answer));
    }
    return rows;
  }

  private void listen(NodeAnswer answer) {
    try {
      for (NodeRow row = answer.next(); row != null; row = answer.next()) {
        arrived.put(new Arrived.Row(answer.node(), row));
      }
      arrived.put(new Arrived.Gone(answer.node()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  Arrived next() {
    try {
      Arrived next = arrived.poll(WAIT_MILLIS, TimeUnit.MILLISECONDS);
      if (next instanceof Arrived.Gone) {
        open.decrementAndGet();
      }
      return next == null ? new Arrived.Nothing() : next;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      interrupted = true;
      return new Arrived.Nothing();
    }
  }

  /** Whether nothing will come any more. */
  boolean isOver() {
    return interrupted || open.get() == 0;
  }
}
