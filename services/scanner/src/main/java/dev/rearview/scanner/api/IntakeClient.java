package dev.rearview.scanner.api;

import dev.rearview.model.Event;
import dev.rearview.proto.EventCodec;
import dev.rearview.proto.event.v1.AppendReply;
import dev.rearview.proto.event.v1.AppendRequest;
import dev.rearview.proto.event.v1.IntakeGrpc;
import dev.rearview.proto.event.v1.Refusal;
import dev.rearview.scanner.shipping.Intake;
import io.grpc.Channel;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Hands events in at ingestion over one open call, which is opened again when it broke. The caller
 * bounds how much is unanswered.
 */
public final class IntakeClient implements Intake {
  private final IntakeGrpc.IntakeStub stub;
  private @Nullable Call call;

  public IntakeClient(Channel channel) {
    this.stub = IntakeGrpc.newStub(channel);
  }

  @Override
  public synchronized CompletableFuture<Answer> append(String sourceId, List<Event> events) {
    Call current = call;
    if (current == null || current.isOver()) {
      current = new Call();
      current.open(stub);
      call = current;
    }
    return current.send(sourceId, events);
  }

  /** One open call; the answers come in the order of the requests. */
  private static final class Call implements StreamObserver<AppendReply> {
    private final Queue<CompletableFuture<Answer>> unanswered = new ArrayDeque<>();
    private @Nullable StreamObserver<AppendRequest> requests;
    private @Nullable Throwable end;
    private long batch;

    void open(IntakeGrpc.IntakeStub stub) {
      requests = stub.append(this);
    }

    synchronized boolean isOver() {
      return end != null;
    }

    synchronized CompletableFuture<Answer> send(String sourceId, List<Event> events) {
      StreamObserver<AppendRequest> out = requests;
      if (end != null || out == null) {
        return CompletableFuture.failedFuture(
            end == null ? new IllegalStateException("the call is not open") : end);
      }
      AppendRequest.Builder request =
          AppendRequest.newBuilder().setBatch(++batch).setSourceId(sourceId);
      events.forEach(event -> request.addEvents(EventCodec.toProto(event)));
      CompletableFuture<Answer> answer = new CompletableFuture<>();
      unanswered.add(answer);
      out.onNext(request.build());
      return answer;
    }

    @Override
    public void onNext(AppendReply reply) {
      CompletableFuture<Answer> answer = next();
      if (answer != null) {
        answer.complete(answer(reply));
      }
    }

    private synchronized @Nullable CompletableFuture<Answer> next() {
      return unanswered.poll();
    }

    private static Answer answer(AppendReply reply) {
      if (reply.hasRetryAfterMs()) {
        return new Answer.Later(Duration.ofMillis(Integer.toUnsignedLong(reply.getRetryAfterMs())));
      }
      List<String> refused = reply.getRefusedList().stream().map(IntakeClient::sentence).toList();
      return new Answer.Taken(reply.getAccepted(), refused);
    }

    @Override
    public void onError(Throwable failure) {
      close(failure);
    }

    @Override
    public void onCompleted() {
      close(new IllegalStateException("ingestion closed the call"));
    }

    private void close(Throwable reason) {
      List<CompletableFuture<Answer>> left;
      synchronized (this) {
        end = reason;
        left = List.copyOf(unanswered);
        unanswered.clear();
      }
      left.forEach(answer -> answer.completeExceptionally(reason));
    }
  }

  private static String sentence(Refusal refusal) {
    return "%s: %s".formatted(refusal.getCode(), refusal.getReason());
  }
}
