package dev.rearview.causality.api;

import dev.rearview.causality.wiring.CausalityLifecycle;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What an event brought about. */
@Path("/api/v1/events/{id}/effects")
@Produces(MediaType.APPLICATION_JSON)
public class EffectsResource {
  private final CausalityLifecycle causality;

  EffectsResource(CausalityLifecycle causality) {
    this.causality = causality;
  }

  @GET
  @Operation(summary = "What an event brought about.")
  public GraphJson effects(
      @PathParam("id") String id,
      @QueryParam("world") @DefaultValue("default") String world,
      @QueryParam("depth") @DefaultValue("0") int depth,
      @QueryParam("min_confidence") @DefaultValue("0") double minConfidence,
      @QueryParam("max_nodes") @DefaultValue("0") int maxNodes) {
    return Asked.graph(causality, world, id, true, depth, minConfidence, maxNodes);
  }
}
