package dev.rearview.replay.api;

import dev.rearview.http.api.Cursor;
import dev.rearview.http.api.MediaTypes;
import dev.rearview.http.api.Problem;
import dev.rearview.replay.RefusedException;
import dev.rearview.replay.session.Frame;
import dev.rearview.replay.session.Sessions;
import dev.rearview.replay.wiring.ReplayLifecycle;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Sessions and their simulation. */
@Path("/api/v1/sessions")
@Produces(MediaType.APPLICATION_JSON)
public class SessionsResource {
  private static final int DEFAULT_PAGE = 100;
  private static final int LARGEST_PAGE = 10_000;

  private final ReplayLifecycle replay;

  SessionsResource(ReplayLifecycle replay) {
    this.replay = replay;
  }

  @GET
  @Operation(summary = "Sessions, those that ended last first")
  public String list(
      @QueryParam("world") @Nullable String world,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue("0") int limit) {
    Sessions.Mark after = cursor == null ? null : Sessions.Mark.parse(Cursor.decode(cursor));
    Sessions.Page page =
        replay
            .service()
            .sessions()
            .list(Asked.world(world), after, Asked.limit(limit, DEFAULT_PAGE, LARGEST_PAGE));
    return Json.write(
        new Views.Sessions(
            page.sessions().stream().map(Views.Session::of).toList(),
            page.next() == null ? null : Cursor.encode(page.next().text())));
  }

  @GET
  @Path("{id}")
  @Operation(summary = "One session, by its session, request or trace id")
  public String get(@PathParam("id") String id, @QueryParam("world") @Nullable String world) {
    return Json.write(
        Views.Session.of(replay.service().sessions().require(Asked.world(world), id).session()));
  }

  @POST
  @Path("{id}/simulate")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaTypes.NDJSON)
  @Operation(summary = "Its simulation, frame by frame, one JSON value a line")
  public StreamingOutput simulate(
      @PathParam("id") String id, @QueryParam("world") @Nullable String world, String body) {
    Bodies.Simulation asked = Json.read(body, Bodies.Simulation.class);
    var frames = replay.service().simulation().run(asked.request(Asked.world(world), id));
    return out -> write(frames, out);
  }

  /** What goes wrong after the first line can only be said in the last. */
  private static void write(dev.rearview.replay.log.Cursor<Frame> frames, OutputStream out)
      throws IOException {
    try (frames) {
      while (frames.hasNext()) {
        line(out, Json.write(frames.next()));
      }
    } catch (RefusedException e) {
      Problem problem = Refusals.problem(e).problem();
      line(
          out,
          Json.write(Map.of("error", Map.of("code", problem.code(), "detail", problem.detail()))));
    }
  }

  private static void line(OutputStream out, String json) throws IOException {
    out.write((json + "\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
