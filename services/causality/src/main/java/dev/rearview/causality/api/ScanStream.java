package dev.rearview.causality.api;

import dev.rearview.http.api.CallEnds;
import dev.rearview.proto.scan.v1.ScanReply;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Sends the parts of a scan's answer as fast as the client takes them, one thread at a time and
 * none while it waits; stops when the client goes away.
 */
final class ScanStream {
  private final ServerCallStreamObserver<ScanReply> client;
  private final Executor executor;
  private final Function<BooleanSupplier, ScanAnswer> opening;
  private final AtomicInteger wakeUps = new AtomicInteger();
  private volatile boolean cancelled;
  private @Nullable ScanAnswer answer;
  private boolean ended;

  private ScanStream(
      ServerCallStreamObserver<ScanReply> client,
      Executor executor,
      Function<BooleanSupplier, ScanAnswer> opening) {
    this.client = client;
    this.executor = executor;
    this.opening = opening;
  }

  /**
   * Begins; to be called on the thread that the call came in on.
   *
   * @param opening is given what says whether the client has gone
   */
  static void send(
      ServerCallStreamObserver<ScanReply> client,
      Executor executor,
      Function<BooleanSupplier, ScanAnswer> opening) {
    ScanStream stream = new ScanStream(client, executor, opening);
    client.setOnReadyHandler(stream::wake);
    client.setOnCancelHandler(stream::leave);
    CallEnds.atEnd(stream::leave);
    stream.wake();
  }

  private void leave() {
    cancelled = true;
    wake();
  }

  private void wake() {
    if (wakeUps.getAndIncrement() == 0) {
      executor.execute(this::run);
    }
  }

  private void run() {
    int seen = 1;
    do {
      try {
        sendWhileReady();
      } catch (RuntimeException e) {
        end();
        if (!cancelled) {
          client.onError(Refusals.status(e));
        }
      }
      seen = wakeUps.addAndGet(-seen);
    } while (seen != 0);
  }

  private void sendWhileReady() {
    if (ended || cancelled) {
      end();
      return;
    }
    ScanAnswer parts = answer == null ? opening.apply(() -> cancelled) : answer;
    answer = parts;
    while (!cancelled && client.isReady()) {
      if (!parts.hasNext()) {
        end();
        client.onCompleted();
        return;
      }
      ScanReply part = parts.next();
      if (!cancelled) {
        client.onNext(part);
      }
    }
  }

  private void end() {
    if (!ended && answer != null) {
      answer.close();
    }
    ended = true;
  }
}
