package dev.rearview.scanner.api;

import dev.rearview.http.api.CallEnds;
import dev.rearview.proto.scan.v1.ScanReply;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The replies of one scan, sent no faster than the other side takes them. The scanning thread waits
 * here; it is told when the other side is gone.
 */
final class ReplyStream {
  private static final long LOOK_AGAIN_NANOS = 20_000_000L;

  private final ServerCallStreamObserver<ScanReply> out;
  private final ScanBudget budget;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private volatile boolean gone;

  /** To be made before the call's handler returns. */
  ReplyStream(ServerCallStreamObserver<ScanReply> out, ScanBudget budget) {
    this.out = out;
    this.budget = budget;
    out.setOnReadyHandler(this::wake);
    out.setOnCancelHandler(this::leave);
    CallEnds.atEnd(this::leave);
  }

  private void leave() {
    gone = true;
    wake();
  }

  /** Whether nobody waits for replies any more. */
  boolean isGone() {
    return gone || out.isCancelled();
  }

  /**
   * Sends one reply once there is room.
   *
   * @return whether it went; false where the other side is gone, or takes nothing long after the
   *     time is up
   */
  boolean send(ScanReply reply) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!out.isReady()) {
        if (isGone() || budget.isLongSpent()) {
          return false;
        }
        changed.awaitNanos(LOOK_AGAIN_NANOS);
      }
    } finally {
      lock.unlock();
    }
    if (isGone()) {
      return false;
    }
    out.onNext(reply);
    return true;
  }

  void complete() {
    if (!isGone()) {
      out.onCompleted();
    }
  }

  void fail(Status status) {
    if (!isGone()) {
      out.onError(status.asRuntimeException());
    }
  }

  private void wake() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
