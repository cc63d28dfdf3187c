package dev.rearview.prediction.api;

import dev.rearview.http.api.TimeParameter;
import dev.rearview.prediction.forecast.Forecasts;
import dev.rearview.prediction.wiring.PredictionLifecycle;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** What will happen. */
@Path("/api/v1/predictions")
@Produces(MediaType.APPLICATION_JSON)
public class PredictionsResource {
  private final PredictionLifecycle prediction;
  private final Clock clock;

  PredictionsResource(PredictionLifecycle prediction, Clock clock) {
    this.prediction = prediction;
    this.clock = clock;
  }

  @GET
  @Operation(
      summary =
          "Forecasts with 80 % intervals; where they begin in the past, with what really came.")
  public PredictionsJson predictions(
      @QueryParam("world") @DefaultValue("default") String world,
      @QueryParam("from") @Nullable String from,
      @QueryParam("horizon") @DefaultValue("30m") String horizon,
      @QueryParam("metric") List<String> metrics,
      @QueryParam("component") List<String> components) {
    return Asked.answer(() -> {
      var question =
          new Forecasts.Question(
              Asked.world(world),
              from == null ? clock.millis() : TimeParameter.millis("from", from),
              Asked.duration("horizon", horizon),
              metrics,
              components.stream().map(Asked::component).toList());
      return new PredictionsJson(
          prediction.forecasts().predict(question).stream()
              .map(PredictionsJson.ForecastJson::of)
              .toList(),
          prediction.log().lag(),
          prediction.log().missing());
    });
  }
}
