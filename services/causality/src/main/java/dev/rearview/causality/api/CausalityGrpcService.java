package dev.rearview.causality.api;

import dev.rearview.causality.graph.CausalLog;
import dev.rearview.causality.graph.Traversal;
import dev.rearview.causality.rootcause.RootCauseFinder;
import dev.rearview.causality.rootcause.RootCauseFinder.Question;
import dev.rearview.causality.wiring.CausalityLifecycle;
import dev.rearview.model.ComponentId;
import dev.rearview.model.Worlds;
import dev.rearview.proto.causality.v1.CausalityGrpc;
import dev.rearview.proto.causality.v1.Graph;
import dev.rearview.proto.causality.v1.RootCauseRequest;
import dev.rearview.proto.causality.v1.RootCauses;
import dev.rearview.proto.causality.v1.TraverseRequest;
import dev.rearview.proto.scan.v1.ScanReply;
import dev.rearview.proto.scan.v1.ScanRequest;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.grpc.GrpcService;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Causality over gRPC, as the query service asks for it. */
@GrpcService
public class CausalityGrpcService extends CausalityGrpc.CausalityImplBase {
  private final CausalityLifecycle causality;
  private final Executor workers = Infrastructure.getDefaultExecutor();

  private final AtomicInteger following = new AtomicInteger();

  CausalityGrpcService(CausalityLifecycle causality, MeterRegistry metrics) {
    this.causality = causality;
    metrics.gauge("rearview_causality_followers", following);
  }

  @Override
  @Blocking
  public void traverse(TraverseRequest request, StreamObserver<Graph> reply) {
    answer(
        reply,
        () -> {
          CausalLog log = causality.log();
          Traversal traversal =
              new Traversal(
                  world(request.getWorld()),
                  request.getEventId(),
                  request.getForward(),
                  request.getDepth(),
                  request.getMinConfidence(),
                  Until.condition(request),
                  request.getMaxNodes());
          return traversal
              .run(log)
              .map(found -> Messages.graph(found, log.lag()))
              .orElseThrow(() ->
                  Status.NOT_FOUND
                      .withDescription(
                          "no event '%s' in world '%s' is known here"
                              .formatted(traversal.eventId(), traversal.world()))
                      .asRuntimeException());
        });
  }

  @Override
  @Blocking
  public void findRootCause(RootCauseRequest request, StreamObserver<RootCauses> reply) {
    answer(
        reply,
        () -> {
          CausalLog log = causality.log();
          RootCauseFinder.Answer answer = new RootCauseFinder(log).find(question(request));
          boolean named = request.getOfCase() != RootCauseRequest.OfCase.AT_MS;
          if (named && !answer.known()) {
            throw Status.NOT_FOUND.withDescription(answer.note()).asRuntimeException();
          }
          return Messages.rootCauses(answer, log.lag());
        });
  }

  @Override
  public void scan(ScanRequest request, StreamObserver<ScanReply> reply) {
    long receivedNanos = System.nanoTime();
    ScanStream.send(
        (ServerCallStreamObserver<ScanReply>) reply,
        request.getFollow() ? this::follow : workers,
        gone -> new ScanAnswer(causality.log(), request, gone, receivedNanos));
  }

  /** A thread of its own, since a follower waits. */
  private void follow(Runnable task) {
    Thread.ofVirtual()
        .name("causality-follow")
        .start(() -> {
          following.incrementAndGet();
          try {
            task.run();
          } finally {
            following.decrementAndGet();
          }
        });
  }

  private static Question question(RootCauseRequest request) {
    String world = world(request.getWorld());
    return switch (request.getOfCase()) {
      case EVENT_ID -> new Question.OfEvent(world, request.getEventId(), request.getLimit());
      case SESSION_ID -> new Question.OfSession(world, request.getSessionId(), request.getLimit());
      case AT_MS ->
          new Question.AtTime(
              world,
              request.getAtMs(),
              components(request.getComponentIdsList()),
              request.getWithinMs(),
              request.getLimit());
      case OF_NOT_SET ->
          throw new IllegalArgumentException("one of event_id, session_id and at_ms is needed");
    };
  }

  private static List<String> components(List<String> ids) {
    return ids.stream().map(id -> ComponentId.parse(id).toString()).toList();
  }

  static String world(String world) {
    String named = world.isEmpty() ? Worlds.DEFAULT : world;
    if (!Worlds.isValid(named)) {
      throw new IllegalArgumentException("world '%s' is not a world's name".formatted(world));
    }
    return named;
  }

  private static <T> void answer(StreamObserver<T> reply, Supplier<T> question) {
    try {
      reply.onNext(question.get());
      reply.onCompleted();
    } catch (RuntimeException e) {
      reply.onError(Refusals.status(e));
    }
  }
}
