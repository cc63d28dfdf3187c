package dev.rearview.replay.api;

import dev.rearview.http.api.CallEnds;
import dev.rearview.replay.log.Cursor;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Sends what a cursor gives as fast as the client takes it, and stops when the client goes away.
 * Between portions no thread is held; only one works at a time.
 */
final class PacedStream<T> {
  private static final AtomicInteger OPEN = new AtomicInteger();

  private final ServerCallStreamObserver<T> observer;
  private final Function<BooleanSupplier, Cursor<T>> source;
  private final Executor executor;
  private final AtomicInteger wanted = new AtomicInteger();
  private volatile boolean cancelled;
  private @Nullable Cursor<T> cursor;
  private boolean ended;

  private PacedStream(
      ServerCallStreamObserver<T> observer,
      Function<BooleanSupplier, Cursor<T>> source,
      Executor executor) {
    this.observer = observer;
    this.source = source;
    this.executor = executor;
  }

  /**
   * Begins to send; call it on the thread that the call came in on.
   *
   * @param source opens the cursor; it is given what says whether the client has gone
   */
  static <T> void send(
      ServerCallStreamObserver<T> observer,
      Executor executor,
      Function<BooleanSupplier, Cursor<T>> source) {
    PacedStream<T> stream = new PacedStream<>(observer, source, executor);
    observer.setOnReadyHandler(stream::schedule);
    observer.setOnCancelHandler(stream::leave);
    CallEnds.atEnd(stream::leave);
    OPEN.incrementAndGet();
    stream.schedule();
  }

  /** How many streams are not at their end. */
  static int open() {
    return OPEN.get();
  }

  private void leave() {
    cancelled = true;
    schedule();
  }

  private void schedule() {
    if (wanted.getAndIncrement() == 0) {
      executor.execute(this::work);
    }
  }

  private void work() {
    int seen = 1;
    do {
      try {
        sendWhileReady();
      } catch (RuntimeException e) {
        end();
        fail(e);
      }
      seen = wanted.addAndGet(-seen);
    } while (seen != 0);
  }

  private void fail(RuntimeException e) {
    if (!cancelled) {
      observer.onError(Refusals.status(e));
    }
  }

  private void sendWhileReady() {
    if (ended) {
      return;
    }
    if (cancelled) {
      end();
      return;
    }
    Cursor<T> items = cursor;
    if (items == null) {
      items = source.apply(() -> cancelled);
      cursor = items;
    }
    while (observer.isReady() && !cancelled) {
      if (!items.hasNext()) {
        end();
        observer.onCompleted();
        return;
      }
      T item = items.next();
      if (!cancelled) {
        observer.onNext(item);
      }
    }
    if (cancelled) {
      end();
    }
  }

  private void end() {
    if (!ended) {
      OPEN.decrementAndGet();
    }
    ended = true;
    if (cursor != null) {
      cursor.close();
    }
  }
}
