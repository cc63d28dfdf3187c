package dev.rearview.query.api;

import dev.rearview.http.api.MediaTypes;
import dev.rearview.http.api.Problem;
import dev.rearview.http.api.ProblemException;
import dev.rearview.query.request.QueryLimits;
import dev.rearview.query.request.QueryRequest;
import dev.rearview.query.statement.Question;
import dev.rearview.query.statement.Questions;
import dev.rearview.timeql.syntax.TimeQlException;
import io.smallrye.common.annotation.Blocking;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/**
 * Takes a statement and answers it. Reads top-down: the request is read, the statement is planned
 * (a wrong one ends here, before anything runs), it runs, and its rows are written as they come.
 */
@Path("/api/v1/query")
@Produces({MediaTypes.NDJSON, MediaType.APPLICATION_JSON, MediaTypes.CSV, Problem.MEDIA_TYPE})
public final class QueryResource {
  private static final Duration TRY_AGAIN = Duration.ofSeconds(1);

  private final RequestReader reader;
  private final Questions questions;
  private final QueryWatch watch;
  private final Semaphore places;
  private final int placesInAll;
  private final Clock clock;

  @Inject
  QueryResource(QueryLimits limits, Questions questions, QueryWatch watch, Clock clock) {
    this.reader = new RequestReader(limits);
    this.questions = questions;
    this.watch = watch;
    this.places = new Semaphore(limits.queries());
    this.placesInAll = limits.queries();
    this.clock = clock;
  }

  @POST
  @Consumes(MediaType.WILDCARD)
  @Blocking
  @Operation(
      summary = "Answer a TimeQL statement",
      description =
          "The body is the statement as text, or JSON with the members query, world, time_zone,"
              + " timeout (milliseconds, or as 30s), max_rows, parameters, now, format; all but"
              + " query may be URL parameters, too. NDJSON: one row a line, then"
              + " {\"report\": …}. JSON: {columns, rows, report}. CSV: rows, and the report in the"
              + " trailer Rearview-Report.")
  @APIResponse(responseCode = "200", description = "Rows and the report of completeness")
  @APIResponse(
      responseCode = "400",
      description = "The statement or the request is wrong; says where and what would be right",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  public Response post(
      @Nullable String body,
      @Context HttpHeaders headers,
      @Context UriInfo uri,
      @Context HttpServerRequest http) {
    return answer(body, headers, uri, http);
  }

  @GET
  @Blocking
  @Operation(summary = "Answer a TimeQL statement given as q=")
  @Parameter(name = "q", description = "the statement")
  @APIResponse(responseCode = "200", description = "Rows and the report of completeness")
  public Response get(
      @Context HttpHeaders headers, @Context UriInfo uri, @Context HttpServerRequest http) {
    return answer(null, headers, uri, http);
  }

  private Response answer(
      @Nullable String body, HttpHeaders headers, UriInfo uri, HttpServerRequest http) {
    Map<String, String> url = new HashMap<>();
    uri.getQueryParameters().forEach((name, values) -> url.put(name, values.getFirst()));
    QueryRequest request =
        reader.read(
            body,
            headers.getHeaderString(HttpHeaders.CONTENT_TYPE),
            headers.getHeaderString(HttpHeaders.ACCEPT),
            url,
            clock.instant());
    Question question = planned(request);
    if (!places.tryAcquire()) {
      throw ProblemException.unavailable(
          "too_many_queries", "%d statements run already".formatted(placesInAll), TRY_AGAIN);
    }
    RunningQuery run = new RunningQuery(question, request, watch, places::release);
    http.connection().closeHandler(gone -> run.cancel());
    run.start();
    StreamingOutput rows = run.opened(http.response());
    return Response.ok(rows, AnswerMedia.type(request.format())).build();
  }

  private Question planned(QueryRequest request) {
    try {
      return questions.ask(request);
    } catch (TimeQlException e) {
      Map<String, Object> where = new LinkedHashMap<>();
      where.put("line", e.line());
      where.put("column", e.column());
      where.put("found", e.found());
      where.put("expected", e.expected());
      if (e.nearest() != null) {
        where.put("suggestion", e.nearest());
      }
      watch.refused(e.code().text());
      throw ProblemException.badRequest(
          e.code().text(), e.getMessage() == null ? "" : e.getMessage(), where);
    }
  }
}
