package dev.rearview.replay.api;

import dev.rearview.http.api.MediaTypes;
import dev.rearview.integrity.Expectation;
import dev.rearview.model.Event;
import dev.rearview.model.EventJson;
import dev.rearview.replay.RefusedException;
import dev.rearview.replay.log.LogEntries;
import dev.rearview.replay.log.WorldStats;
import dev.rearview.replay.wiring.ReplayLifecycle;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** The event log as it is: its entries, its statistics, its proof. */
@Path("/api/v1/log")
public class LogResource {
  private static final int DEFAULT_PAGE = 1_000;
  private static final int LARGEST_PAGE = 10_000;
  private static final String NEXT_CURSOR = "X-Next-Cursor";

  private final ReplayLifecycle replay;

  LogResource(ReplayLifecycle replay) {
    this.replay = replay;
  }

  /** Which entries are wanted. */
  static final class Filters {
    @QueryParam("world")
    @Nullable String world;

    @QueryParam("from_seq")
    @DefaultValue("0")
    long fromSeq;

    @QueryParam("limit")
    @DefaultValue("0")
    int limit;

    @QueryParam("component")
    @Nullable String component;

    @QueryParam("session")
    @Nullable String session;

    @QueryParam("source")
    @Nullable String source;

    @QueryParam("req_id")
    @Nullable String reqId;

    @QueryParam("from")
    @Nullable String from;

    @QueryParam("to")
    @Nullable String to;

    @QueryParam("time")
    @DefaultValue("event")
    String time = "event";

    LogEntries.Question question() {
      if (!time.equals("event") && !time.equals("observed")) {
        throw RefusedException.wrong(
            "bad_time_kind", "time must be event or observed, not '%s'".formatted(time));
      }
      return new LogEntries.Question(
          Asked.world(world),
          fromSeq,
          Asked.limit(limit, DEFAULT_PAGE, LARGEST_PAGE),
          component == null ? null : Asked.component(component),
          session,
          source,
          reqId,
          ComponentsResource.time("from", from, Long.MIN_VALUE),
          ComponentsResource.time("to", to, Long.MAX_VALUE),
          time.equals("observed"));
    }
  }

  @GET
  @Path("entries")
  @Produces({MediaTypes.NDJSON, MediaType.APPLICATION_JSON})
  @Operation(
      summary = "Entries by sequence number; the header X-Next-Cursor is the next page's from_seq")
  public Response entries(
      @BeanParam Filters filters, @Context HttpHeaders headers, @Context UriInfo uri) {
    LogEntries.Page page = replay.service().entries().page(filters.question());
    String next = page.more() ? Long.toString(page.events().getLast().globalSeq() + 1) : null;
    boolean asPage =
        headers.getAcceptableMediaTypes().stream()
            .anyMatch(type -> type.getSubtype().equals("json"));
    Response.ResponseBuilder response =
        asPage
            ? Response.ok(
                Json.write(new Views.Entries(page.events(), next)), MediaType.APPLICATION_JSON)
            : Response.ok(lines(page), MediaTypes.NDJSON);
    if (next != null) {
      response.header(NEXT_CURSOR, next);
      response.header(
          HttpHeaders.LINK,
          "<%s>; rel=\"next\""
              .formatted(uri.getRequestUriBuilder().replaceQueryParam("from_seq", next).build()));
    }
    return response.build();
  }

  private static StreamingOutput lines(LogEntries.Page page) {
    return out -> {
      for (Event event : page.events()) {
        out.write((EventJson.write(event) + "\n").getBytes(StandardCharsets.UTF_8));
      }
    };
  }

  @GET
  @Path("stats")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "The log in numbers")
  public String stats(@QueryParam("world") @Nullable String world) {
    return Json.write(Views.Stats.of(replay.service().stats(Asked.world(world))));
  }

  @GET
  @Path("verify")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "Recomputes the hash chain from the topic and names what is damaged")
  public String verify(@QueryParam("world") @Nullable String world) {
    String checked = Asked.world(world);
    Expectation expected = expected(replay.service().directory().stats(checked));
    return Json.write(
        Views.Verification.of(
            replay
                .verifier()
                .verify(checked, expected, () -> Thread.currentThread().isInterrupted())));
  }

  /** The topic must have at least what the store has read from it. */
  static Expectation expected(WorldStats known) {
    return known.lastSeq() == 0
        ? Expectation.wholeLog()
        : Expectation.reaching(
            known.lastSeq(), known.headHash().isEmpty() ? null : known.headHash());
  }
}
