package dev.rearview.prediction.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rearview.http.api.ProblemException;
import dev.rearview.http.api.TimeParameter;
import dev.rearview.model.Worlds;
import dev.rearview.prediction.outcome.Outcomes;
import dev.rearview.prediction.wiring.PredictionLifecycle;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** What would happen. */
@Path("/api/v1/what-if")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class WhatIfResource {
  private final PredictionLifecycle prediction;

  WhatIfResource(PredictionLifecycle prediction) {
    this.prediction = prediction;
  }

  /**
   * @param request members {@code component_id}, {@code patch} (merge patch), and where wanted
   *     {@code world}, {@code at} (epoch milliseconds or ISO-8601) and {@code within} (as 15m)
   */
  @POST
  @Operation(summary = "What a change would do, told from past changes of the same kind.")
  public OutcomeJson whatIf(@Nullable JsonNode request) {
    if (request == null || !request.path("component_id").isTextual()) {
      throw ProblemException.badRequest("bad_request", "component_id is missing");
    }
    if (!request.path("patch").isObject()) {
      throw ProblemException.badRequest(
          "bad_request", "patch is missing: an object with what is set");
    }
    return Asked.answer(() ->
        OutcomeJson.of(
            prediction
                .outcomes()
                .whatIf(
                    new Outcomes.Question(
                        Asked.world(request.path("world").asText(Worlds.DEFAULT)),
                        Asked.component(request.path("component_id").asText()),
                        request.path("patch").toString(),
                        at(request.path("at")),
                        Asked.duration("within", request.path("within").asText("0"))))));
  }

  private static @Nullable Long at(JsonNode at) {
    return at.isMissingNode() || at.isNull()
        ? null
        : (Long) TimeParameter.millis("at", at.asText());
  }
}
