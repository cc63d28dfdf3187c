package dev.rearview.query.api;

import dev.rearview.proto.replay.v1.Component;
import dev.rearview.proto.replay.v1.ComponentsReply;
import dev.rearview.proto.replay.v1.ComponentsRequest;
import dev.rearview.proto.replay.v1.DependenciesRequest;
import dev.rearview.proto.replay.v1.EventRef;
import dev.rearview.proto.replay.v1.Frame;
import dev.rearview.proto.replay.v1.LogStatsRequest;
import dev.rearview.proto.replay.v1.ReplayGrpc;
import dev.rearview.proto.replay.v1.SimulateRequest;
import dev.rearview.proto.replay.v1.State;
import dev.rearview.proto.replay.v1.StateOverride;
import dev.rearview.proto.replay.v1.StateRequest;
import dev.rearview.proto.replay.v1.ValidateRequest;
import dev.rearview.proto.replay.v1.VerifyRequest;
import dev.rearview.query.upstream.History;
import dev.rearview.query.upstream.Seen;
import dev.rearview.query.upstream.SeenComponent;
import dev.rearview.query.upstream.StateChange;
import dev.rearview.query.upstream.StateView;
import dev.rearview.query.upstream.Told;
import io.grpc.Channel;
import io.grpc.Context;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Asks replay over gRPC. */
public final class ReplayClient implements History {
  static final String SERVICE = "replay";

  /** Most components listed for one statement. */
  private static final int MAX_COMPONENTS = 10_000;

  private static final int PAGE = 1000;

  private final ReplayGrpc.ReplayBlockingStub stub;

  public ReplayClient(Channel channel) {
    this.stub = ReplayGrpc.newBlockingStub(channel);
  }

  @Override
  public StateView state(
      String world, String component, @Nullable Long fromMs, long toMs, Duration within) {
    StateRequest.Builder request =
        StateRequest.newBuilder().setWorld(world).setComponentId(component).setToMs(toMs);
    if (fromMs != null) {
      request.setFromMs(fromMs);
    }
    State state = Calls.ask(SERVICE, stub, within, s -> s.getState(request.build()));
    return view(state);
  }

  private static StateView view(State state) {
    var provenance = state.getProvenance();
    var coverage = state.getCoverage();
    boolean known = provenance.hasNewest();
    return new StateView(
        state.getComponentId(),
        state.getAtMs(),
        state.getState(),
        provenance.getEventsUsed(),
        known ? provenance.getNewest().getId() : null,
        provenance.getNewest().getGlobalSeq(),
        known ? (Long) provenance.getNewest().getTimestampMs() : null,
        provenance.getEventsList().stream().map(EventRef::getId).toList(),
        coverage.getObserved(),
        coverage.hasFirstMs() ? (Long) coverage.getFirstMs() : null,
        coverage.hasLastMs() ? (Long) coverage.getLastMs() : null,
        coverage.getNote(),
        state.getSkippedList().stream()
            .map(s -> "event %s: %s".formatted(s.getEvent().getId(), s.getReason()))
            .toList(),
        state.getTruncated(),
        provenance.getLag());
  }

  @Override
  public Seen components(String world, @Nullable Long atMs, Duration within) {
    List<SeenComponent> seen = new ArrayList<>();
    String cursor = "";
    long lag = 0;
    do {
      ComponentsRequest.Builder request =
          ComponentsRequest.newBuilder().setWorld(world).setCursor(cursor).setLimit(PAGE);
      if (atMs != null) {
        request.setAtMs(atMs);
      }
      ComponentsReply reply =
          Calls.ask(SERVICE, stub, within, s -> s.listComponents(request.build()));
      reply.getComponentsList().forEach(component -> seen.add(seen(component)));
      lag = Math.max(lag, reply.getLag());
      cursor = reply.getNextCursor();
    } while (!cursor.isEmpty() && seen.size() < MAX_COMPONENTS);
    return new Seen(seen, !cursor.isEmpty(), lag);
  }

  private static SeenComponent seen(Component component) {
    return new SeenComponent(
        component.getComponentId(),
        component.getService(),
        component.getEvents(),
        component.getErrors(),
        component.getFirstMs(),
        component.getLastMs());
  }

  @Override
  public Told dependencies(String world, String component, long atMs, Duration within) {
    DependenciesRequest request =
        DependenciesRequest.newBuilder()
            .setWorld(world)
            .setComponentId(component)
            .setAtMs(atMs)
            .setTransitive(true)
            .build();
    return ReplayRows.dependencies(
        Calls.ask(SERVICE, stub, within, s -> s.resolveDependencies(request)));
  }

  @Override
  public Told cycles(String world, long atMs, Duration within) {
    ValidateRequest request = ValidateRequest.newBuilder().setWorld(world).setAtMs(atMs).build();
    return ReplayRows.validation(
        Calls.ask(SERVICE, stub, within, s -> s.validateDependencies(request)));
  }

  @Override
  public void simulate(
      String world,
      String session,
      @Nullable Long fromMs,
      @Nullable Long toMs,
      long stepMs,
      List<StateChange> changes,
      int maxFrames,
      Duration within,
      Predicate<Map<String, @Nullable Object>> frames) {
    SimulateRequest.Builder request =
        SimulateRequest.newBuilder()
            .setWorld(world)
            .setSessionId(session)
            .setStepMs((int) Math.min(stepMs, Integer.MAX_VALUE))
            .setMaxFrames(maxFrames);
    if (fromMs != null) {
      request.setFromMs(fromMs);
    }
    if (toMs != null) {
      request.setToMs(toMs);
    }
    changes.forEach(change -> request.addOverrides(override(change)));
    Context.CancellableContext call = Context.current().withCancellation();
    Context previous = call.attach();
    try {
      Iterator<Frame> iterator = Calls.ask(SERVICE, stub, within, s -> s.simulate(request.build()));
      boolean wanted = true;
      while (wanted && Calls.translated(SERVICE, iterator::hasNext)) {
        wanted = frames.test(ReplayRows.frame(iterator.next()));
      }
    } finally {
      call.detach(previous);
      call.cancel(null);
    }
  }

  private static StateOverride override(StateChange change) {
    StateOverride.Builder override =
        StateOverride.newBuilder().setComponentId(change.component()).setPatch(change.patchJson());
    if (change.atMs() != null) {
      override.setAtMs(change.atMs());
    }
    return override.build();
  }

  @Override
  public Told statistics(String world, Duration within) {
    LogStatsRequest request = LogStatsRequest.newBuilder().setWorld(world).build();
    return ReplayRows.statistics(Calls.ask(SERVICE, stub, within, s -> s.getLogStats(request)));
  }

  @Override
  public Told verify(String world, Duration within) {
    VerifyRequest request = VerifyRequest.newBuilder().setWorld(world).build();
    return ReplayRows.verification(
        world, Calls.ask(SERVICE, stub, within, s -> s.verifyLog(request)));
  }
}
