package dev.rearview.causality.api;

import dev.rearview.causality.anomaly.Anomaly;
import dev.rearview.causality.wiring.CausalityLifecycle;
import dev.rearview.http.api.ProblemException;
import dev.rearview.http.api.TimeParameter;
import dev.rearview.model.ComponentId;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Anomalies, newest first. */
@Path("/api/v1/anomalies")
@Produces(MediaType.APPLICATION_JSON)
public class AnomaliesResource {
  private static final int MAX_LIMIT = 1_000;
  private static final int MAX_LOOKED_AT = 100_000;

  private final CausalityLifecycle causality;

  AnomaliesResource(CausalityLifecycle causality) {
    this.causality = causality;
  }

  @GET
  @Operation(summary = "Anomalies that began in a range of time, newest first.")
  public AnomaliesJson anomalies(
      @QueryParam("world") @DefaultValue("default") String world,
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to,
      @QueryParam("component") @Nullable String component,
      @QueryParam("limit") @DefaultValue("100") int limit) {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw ProblemException.badRequest(
          "bad_limit", "limit=%d is not in 1..%d".formatted(limit, MAX_LIMIT));
    }
    long fromMs = from == null ? Long.MIN_VALUE : TimeParameter.millis("from", from);
    long toMs = to == null ? Long.MAX_VALUE : TimeParameter.millis("to", to);
    String wanted = component == null ? null : component(component);
    return Asked.answer(() ->
        new AnomaliesJson(
            causality
                .log()
                .anomalies(Asked.world(world), fromMs, toMs, wanted == null ? limit : MAX_LOOKED_AT)
                .stream()
                .filter((Anomaly a) -> wanted == null || wanted.equals(a.componentId()))
                .limit(limit)
                .map(AnomaliesJson.AnomalyJson::of)
                .toList(),
            causality.log().lag()));
  }

  private static String component(String text) {
    ComponentId id = ComponentId.tryParse(text);
    if (id == null) {
      throw ProblemException.badRequest(
          "bad_component", "component '%s' is not [kind/]namespace/name".formatted(text));
    }
    return id.toString();
  }
}
