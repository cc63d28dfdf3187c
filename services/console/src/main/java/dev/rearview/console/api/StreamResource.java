package dev.rearview.console.api;

import dev.rearview.console.live.LiveChannel;
import dev.rearview.console.live.LiveFeed;
import dev.rearview.console.live.LiveFilter;
import dev.rearview.console.live.LiveItem;
import dev.rearview.console.live.LiveLimits;
import dev.rearview.http.api.ProblemException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The live stream: what the topics carry from now on, as server-sent events. */
@Path("/api/v1/stream")
public final class StreamResource {
  private final LiveFeed feed;
  private final LiveLimits limits;
  private final Vertx vertx;

  @Inject
  StreamResource(LiveFeed feed, LiveLimits limits, Vertx vertx) {
    this.feed = feed;
    this.limits = limits;
    this.vertx = vertx;
  }

  @GET
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @Operation(
      summary = "Events, anomalies and alerts as they happen",
      description =
          "Names of the server-sent events: event, anomaly, alert, and gap, whose data {\"dropped\": n}"
              + " counts the messages that this client was too slow for.")
  public Multi<OutboundSseEvent> stream(
      @Parameter(description = "Worlds; several are alternatives") @RestQuery List<String> world,
      @Parameter(description = "Component ids, or bare names") @RestQuery List<String> component,
      @Parameter(description = "Kinds of events, anomaly, alert") @RestQuery List<String> kind,
      @Parameter(description = "Least level of events") @RestQuery @Nullable String level,
      @Context Sse sse) {
    LiveFilter filter = filter(world, component, kind, level);
    return Multi.createFrom()
        .emitter(emitter -> new Client(emitter, sse).open(filter), BackPressureStrategy.ERROR);
  }

  private static LiveFilter filter(
      List<String> world, List<String> component, List<String> kind, @Nullable String level) {
    try {
      return LiveFilter.parse(world, component, kind, level);
    } catch (IllegalArgumentException e) {
      throw ProblemException.badRequest("bad_filter", String.valueOf(e.getMessage()));
    }
  }

  /** Gives one client what waits in its channel, as fast as it takes it. */
  private final class Client {
    private final MultiEmitter<? super OutboundSseEvent> emitter;
    private final Sse sse;
    private @Nullable LiveChannel channel;
    private boolean heartbeatDue = true;

    Client(MultiEmitter<? super OutboundSseEvent> emitter, Sse sse) {
      this.emitter = emitter;
      this.sse = sse;
    }

    void open(LiveFilter filter) {
      Optional<LiveChannel> opened = feed.open(filter, this::drain);
      if (opened.isEmpty()) {
        emitter.fail(
            ProblemException.unavailable(
                "too_many_streams",
                "%d clients watch the live stream, the most that may"
                    .formatted(limits.maxClients()),
                Duration.ofSeconds(10)));
        return;
      }
      LiveChannel mine = opened.get();
      synchronized (this) {
        channel = mine;
      }
      long timer = vertx.setPeriodic(limits.heartbeat().toMillis(), id -> beat());
      emitter.onTermination(() -> {
        vertx.cancelTimer(timer);
        feed.close(mine);
      });
      emitter.onRequest(n -> drain());
      drain();
    }

    private void beat() {
      synchronized (this) {
        heartbeatDue = true;
      }
      drain();
    }

    private synchronized void drain() {
      if (channel == null) {
        return;
      }
      while (emitter.requested() > 0 && !emitter.isCancelled()) {
        LiveItem item = channel.poll();
        if (item != null) {
          emitter.emit(event(item));
          heartbeatDue = false;
        } else if (heartbeatDue) {
          heartbeatDue = false;
          emitter.emit(sse.newEventBuilder().comment("alive").build());
        } else {
          return;
        }
      }
    }

    private OutboundSseEvent event(LiveItem item) {
      return sse.newEventBuilder().name(item.name()).data(String.class, item.json()).build();
    }
  }
}
