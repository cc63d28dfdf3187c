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

/** What an event was caused by. */
@Path("/api/v1/events/{id}/causes")
@Produces(MediaType.APPLICATION_JSON)
public class CausesResource {
  private final CausalityLifecycle causality;

  CausesResource(CausalityLifecycle causality) {
    this.causality = causality;
  }

  @GET
  @Operation(summary = "What an event was caused by.")
  public GraphJson causes(
      @PathParam("id") String id,
      @QueryParam("world") @DefaultValue("default") String world,
      @QueryParam("depth") @DefaultValue("0") int depth,
      @QueryParam("min_confidence") @DefaultValue("0") double minConfidence,
      @QueryParam("max_nodes") @DefaultValue("0") int maxNodes) {
    return Asked.graph(causality, world, id, false, depth, minConfidence, maxNodes);
  }
}
