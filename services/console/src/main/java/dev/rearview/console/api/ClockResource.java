package dev.rearview.console.api;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What "now" is here. */
@Path("/api/v1/clock")
@Produces(MediaType.APPLICATION_JSON)
public final class ClockResource {
  private final Clock clock;
  private final double speed;

  @Inject
  ClockResource(
      Clock clock,
      @ConfigProperty(name = "rearview.clock.speed", defaultValue = "1") double speed) {
    this.clock = clock;
    this.speed = speed;
  }

  /**
   * The clock of the installation.
   *
   * @param nowMs what it shows, epoch milliseconds
   * @param speed how many of its seconds pass in one
   */
  public record Reading(
      @com.fasterxml.jackson.annotation.JsonProperty("now_ms") long nowMs, double speed) {}

  @GET
  @Operation(summary = "What the clock of this installation shows, and how fast it runs")
  public Response read() {
    CacheControl never = new CacheControl();
    never.setNoStore(true);
    return Response.ok(new Reading(clock.millis(), speed)).cacheControl(never).build();
  }
}
