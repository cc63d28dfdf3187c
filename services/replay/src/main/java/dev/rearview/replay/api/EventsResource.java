package dev.rearview.replay.api;

import dev.rearview.model.EventJson;
import dev.rearview.replay.wiring.ReplayLifecycle;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** One event of the log, by its id. */
@Path("/api/v1/events/{id}")
@Produces(MediaType.APPLICATION_JSON)
public class EventsResource {
  private final ReplayLifecycle replay;

  EventsResource(ReplayLifecycle replay) {
    this.replay = replay;
  }

  @GET
  @Operation(summary = "One event, as it stands in the log")
  public String get(@PathParam("id") String id, @QueryParam("world") @Nullable String world) {
    return EventJson.write(replay.service().event(Asked.world(world), Asked.event(id)));
  }
}
