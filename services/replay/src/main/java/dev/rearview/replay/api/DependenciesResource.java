package dev.rearview.replay.api;

import dev.rearview.replay.wiring.ReplayLifecycle;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Whether the declared dependencies are sound. */
@Path("/api/v1/dependencies")
@Produces(MediaType.APPLICATION_JSON)
public class DependenciesResource {
  private final ReplayLifecycle replay;
  private final Clock clock;

  DependenciesResource(ReplayLifecycle replay, Clock clock) {
    this.replay = replay;
    this.clock = clock;
  }

  @POST
  @Path("validate")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Cycles by path, self-dependencies and missing components at a time")
  public String validate(@QueryParam("world") @Nullable String world, String body) {
    Bodies.Validate question = Json.read(body, Bodies.Validate.class);
    return Json.write(
        Views.Validation.of(
            replay
                .service()
                .dependencies()
                .validate(
                    Asked.world(world), question.components(), question.atMs(clock.millis()))));
  }
}
