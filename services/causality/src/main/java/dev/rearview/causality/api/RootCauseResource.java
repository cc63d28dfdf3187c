package dev.rearview.causality.api;

import dev.rearview.causality.rootcause.RootCauseFinder;
import dev.rearview.causality.wiring.CausalityLifecycle;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What an event goes back to, most likely first. */
@Path("/api/v1/events/{id}/root-cause")
@Produces(MediaType.APPLICATION_JSON)
public class RootCauseResource {
  private final CausalityLifecycle causality;

  RootCauseResource(CausalityLifecycle causality) {
    this.causality = causality;
  }

  @GET
  @Operation(summary = "What an event goes back to, most likely first.")
  public RootCausesJson rootCause(
      @PathParam("id") String id,
      @QueryParam("world") @DefaultValue("default") String world,
      @QueryParam("limit") @DefaultValue("0") int limit) {
    var question =
        new RootCauseFinder.Question.OfEvent(Asked.world(world), Asked.eventId(id), limit);
    return Asked.answer(() -> {
      RootCauseFinder.Answer answer = new RootCauseFinder(causality.log()).find(question);
      if (!answer.known()) {
        throw Asked.unknownEvent(world, id);
      }
      return RootCausesJson.of(answer, causality.log().lag());
    });
  }
}
