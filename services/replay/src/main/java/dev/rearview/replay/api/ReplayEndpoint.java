package dev.rearview.replay.api;

import dev.rearview.http.api.CallEnds;
import dev.rearview.http.api.Cursor;
import dev.rearview.proto.EventCodec;
import dev.rearview.proto.replay.v1.ComponentsReply;
import dev.rearview.proto.replay.v1.ComponentsRequest;
import dev.rearview.proto.replay.v1.Dependencies;
import dev.rearview.proto.replay.v1.DependenciesRequest;
import dev.rearview.proto.replay.v1.EventRequest;
import dev.rearview.proto.replay.v1.Frame;
import dev.rearview.proto.replay.v1.LogStats;
import dev.rearview.proto.replay.v1.LogStatsRequest;
import dev.rearview.proto.replay.v1.ReplayGrpc;
import dev.rearview.proto.replay.v1.SessionsReply;
import dev.rearview.proto.replay.v1.SessionsRequest;
import dev.rearview.proto.replay.v1.SimulateRequest;
import dev.rearview.proto.replay.v1.State;
import dev.rearview.proto.replay.v1.StateRequest;
import dev.rearview.proto.replay.v1.StoreEntries;
import dev.rearview.proto.replay.v1.StoreRequest;
import dev.rearview.proto.replay.v1.ValidateRequest;
import dev.rearview.proto.replay.v1.Validation;
import dev.rearview.proto.replay.v1.Verification;
import dev.rearview.proto.replay.v1.VerifyRequest;
import dev.rearview.proto.scan.v1.ScanReply;
import dev.rearview.proto.scan.v1.ScanRequest;
import dev.rearview.replay.ReplayService;
import dev.rearview.replay.log.ComponentSummary;
import dev.rearview.replay.log.WorldStats;
import dev.rearview.replay.session.Sessions;
import dev.rearview.replay.session.SimulationRequest;
import dev.rearview.replay.session.StateOverride;
import dev.rearview.replay.topology.StreamsTrees;
import dev.rearview.replay.wiring.ReplayLifecycle;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The gRPC service {@code Replay}. Calls come in on the event loop and are answered by workers. */
@GrpcService
public class ReplayEndpoint extends ReplayGrpc.ReplayImplBase {
  private static final int DEFAULT_PAGE = 1_000;
  private static final int LARGEST_PAGE = 10_000;

  private final ReplayLifecycle replay;
  private final States states;
  private final Clock clock;
  private final Executor workers = Infrastructure.getDefaultExecutor();

  /** One thread each: a follower waits in its cursor. */
  private final Executor followers = Thread.ofVirtual().name("replay-follow-", 0)::start;

  ReplayEndpoint(ReplayLifecycle replay, States states, Clock clock, MeterRegistry metrics) {
    metrics.gauge("rearview_replay_open_streams", this, endpoint -> PacedStream.open());
    this.replay = replay;
    this.states = states;
    this.clock = clock;
  }

  @Override
  public void getState(StateRequest request, StreamObserver<State> reply) {
    answer(reply, () -> states.answer(request));
  }

  @Override
  public void listComponents(ComponentsRequest request, StreamObserver<ComponentsReply> reply) {
    answer(
        reply,
        () -> {
          long atMs = request.hasAtMs() ? request.getAtMs() : clock.millis();
          String after = request.getCursor().isEmpty() ? "" : Cursor.decode(request.getCursor());
          int limit = Asked.limit(request.getLimit(), DEFAULT_PAGE, LARGEST_PAGE);
          return components(Asked.world(request.getWorld()), atMs, after, limit);
        });
  }

  private ComponentsReply components(String world, long atMs, String after, int limit) {
    ReplayService service = replay.service();
    ComponentsReply.Builder page = ComponentsReply.newBuilder().setLag(service.lag());
    try (var all = service.directory().components(world, after)) {
      while (all.hasNext()) {
        ComponentSummary component = all.next();
        if (component.firstMs() > atMs) {
          continue;
        }
        if (page.getComponentsCount() == limit) {
          page.setNextCursor(Cursor.encode(page.getComponents(limit - 1).getComponentId()));
          break;
        }
        page.addComponents(Protos.of(component));
      }
    }
    return page.build();
  }

  @Override
  public void resolveDependencies(DependenciesRequest request, StreamObserver<Dependencies> reply) {
    answer(
        reply,
        () -> {
          String component = Asked.component(request.getComponentId());
          Dependencies.Builder found =
              Dependencies.newBuilder().setComponentId(component).setAtMs(request.getAtMs());
          replay
              .service()
              .dependencies()
              .resolve(
                  Asked.world(request.getWorld()),
                  component,
                  request.getAtMs(),
                  request.getTransitive())
              .forEach(dependency -> found.addDependencies(Protos.of(dependency)));
          return found.build();
        });
  }

  @Override
  public void validateDependencies(ValidateRequest request, StreamObserver<Validation> reply) {
    answer(
        reply,
        () ->
            Protos.of(
                replay
                    .service()
                    .dependencies()
                    .validate(
                        Asked.world(request.getWorld()),
                        request.getComponentIdsList().stream().map(Asked::component).toList(),
                        request.getAtMs())));
  }

  @Override
  public void listSessions(SessionsRequest request, StreamObserver<SessionsReply> reply) {
    answer(
        reply,
        () -> {
          Sessions sessions = replay.service().sessions();
          String world = Asked.world(request.getWorld());
          SessionsReply.Builder page = SessionsReply.newBuilder();
          if (!request.getSessionId().isEmpty()) {
            sessions
                .find(world, request.getSessionId())
                .ifPresent(found -> page.addSessions(Protos.of(found.session())));
            return page.build();
          }
          Sessions.@Nullable Mark after =
              request.getCursor().isEmpty()
                  ? null
                  : Sessions.Mark.parse(Cursor.decode(request.getCursor()));
          Sessions.Page found =
              sessions.list(
                  world, after, Asked.limit(request.getLimit(), DEFAULT_PAGE, LARGEST_PAGE));
          found.sessions().forEach(session -> page.addSessions(Protos.of(session)));
          if (found.next() != null) {
            page.setNextCursor(Cursor.encode(found.next().text()));
          }
          return page.build();
        });
  }

  @Override
  public void simulate(SimulateRequest request, StreamObserver<Frame> reply) {
    PacedStream.send(
        (ServerCallStreamObserver<Frame>) reply,
        workers,
        gone -> replay.service().simulation().run(simulation(request), gone).map(Protos::of));
  }

  private static SimulationRequest simulation(SimulateRequest request) {
    List<StateOverride> overrides =
        request.getOverridesList().stream()
            .map(override ->
                new StateOverride(
                    Asked.component(override.getComponentId()),
                    override.getPatch(),
                    override.hasAtMs() ? (Long) override.getAtMs() : null))
            .toList();
    return new SimulationRequest(
        Asked.world(request.getWorld()),
        request.getSessionId(),
        request.hasFromMs() ? (Long) request.getFromMs() : null,
        request.hasToMs() ? (Long) request.getToMs() : null,
        request.getStepMs(),
        overrides,
        request.hasRules() ? request.getRules() : null,
        new SimulationRequest.View(
            request.hasFirstFrame() ? (Integer) request.getFirstFrame() : null,
            request.hasSeekMs() ? (Long) request.getSeekMs() : null,
            request.getBackward(),
            request.getMaxFrames() == 0
                ? SimulationRequest.View.DEFAULT_MAX_FRAMES
                : request.getMaxFrames()));
  }

  @Override
  public void scan(ScanRequest request, StreamObserver<ScanReply> reply) {
    long receivedNanos = System.nanoTime();
    PacedStream.send(
        (ServerCallStreamObserver<ScanReply>) reply,
        request.getFollow() ? followers : workers,
        gone -> new ScanAnswer(replay.service(), request, gone, receivedNanos));
  }

  @Override
  public void readStore(StoreRequest request, StreamObserver<StoreEntries> reply) {
    answer(
        reply,
        () ->
            StorePortion.of(
                StreamsTrees.holds(request.getStore())
                    ? replay.trees().own(request.getStore(), request.getPartition())
                    : replay.holdings().own(request.getPartition()).part(request.getStore()),
                request));
  }

  @Override
  public void getEvent(
      EventRequest request, StreamObserver<dev.rearview.proto.event.v1.Event> reply) {
    answer(
        reply,
        () ->
            EventCodec.toProto(
                replay
                    .service()
                    .event(Asked.world(request.getWorld()), Asked.event(request.getId()))));
  }

  @Override
  public void getLogStats(LogStatsRequest request, StreamObserver<LogStats> reply) {
    answer(reply, () -> Protos.of(replay.service().stats(Asked.world(request.getWorld()))));
  }

  @Override
  public void verifyLog(VerifyRequest request, StreamObserver<Verification> reply) {
    AtomicBoolean cancelled = new AtomicBoolean();
    CallEnds.atEnd(() -> cancelled.set(true));
    ((ServerCallStreamObserver<Verification>) reply).setOnCancelHandler(() -> cancelled.set(true));
    answer(
        reply,
        () -> {
          String world = Asked.world(request.getWorld());
          WorldStats known = replay.service().directory().stats(world);
          return Protos.of(
              replay.verifier().verify(world, LogResource.expected(known), cancelled::get));
        });
  }

  private <T> void answer(StreamObserver<T> reply, Supplier<T> answer) {
    workers.execute(() -> {
      T found;
      try {
        found = answer.get();
      } catch (RuntimeException e) {
        reply.onError(Refusals.status(e));
        return;
      }
      reply.onNext(found);
      reply.onCompleted();
    });
  }
}
