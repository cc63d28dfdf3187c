package dev.rearview.ingestion.api;

import dev.rearview.http.api.MediaTypes;
import dev.rearview.http.api.Problem;
import dev.rearview.http.api.ProblemException;
import dev.rearview.ingestion.intake.BodyException;
import dev.rearview.ingestion.intake.BodyReader;
import dev.rearview.ingestion.intake.EventIntake;
import dev.rearview.ingestion.intake.InFlight;
import dev.rearview.ingestion.intake.IntakeUnavailableException;
import dev.rearview.ingestion.intake.Submission;
import dev.rearview.ingestion.outcome.OutcomeReader;
import dev.rearview.ingestion.outcome.PendingOutcomes;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code POST /api/v1/events}: read the body, take its events, answer. */
@Path("/api/v1/events")
@Tag(name = "events")
@Singleton
public final class EventsResource {
  private final BodyReader bodies;
  private final EventIntake intake;
  private final InFlight inFlight;
  private final PendingOutcomes pending;
  private final OutcomeReader outcomes;
  private final AppendSettings settings;

  EventsResource(
      BodyReader bodies,
      EventIntake intake,
      InFlight inFlight,
      PendingOutcomes pending,
      OutcomeReader outcomes,
      AppendSettings settings) {
    this.bodies = bodies;
    this.intake = intake;
    this.inFlight = inFlight;
    this.pending = pending;
    this.outcomes = outcomes;
    this.settings = settings;
  }

  /** Takes the good events of the request and lists the bad. */
  @POST
  @Consumes({MediaType.APPLICATION_JSON, MediaTypes.NDJSON})
  @Produces(MediaType.APPLICATION_JSON)
  @Blocking
  @Operation(
      summary = "Append events",
      description =
          "A JSON array of events, one event, or NDJSON; gzip is accepted. Good events are taken,"
              + " bad ones listed by index with field, code and reason. An event's global_seq,"
              + " hashes, observed_ms and reported_ms are the log's to say and are passed over.")
  @APIResponse(
      responseCode = "202",
      description = "The accepted events are durable",
      content = @Content(schema = @Schema(implementation = AppendAnswer.class)))
  @APIResponse(responseCode = "400", description = "No event could be taken")
  @APIResponse(responseCode = "409", description = "Every event conflicts (only with wait=true)")
  @APIResponse(responseCode = "413", description = "Too many bytes or events")
  @APIResponse(responseCode = "503", description = "Kafka is away, or too much is under way")
  public Uni<Response> append(
      InputStream body,
      @HeaderParam(HttpHeaders.CONTENT_TYPE) String type,
      @HeaderParam(HttpHeaders.CONTENT_ENCODING) @Nullable String encoding,
      @HeaderParam(HttpHeaders.CONTENT_LENGTH) @Nullable Long length,
      @Parameter(description = "also wait until the events have their global_seq")
          @QueryParam("wait")
          @DefaultValue("false")
          boolean wait) {
    boolean gzip = isGzip(encoding);
    if (wait && !outcomes.isReading()) {
      throw unavailable("Kafka is away: nobody could say which number an event gets");
    }
    long bytes = length == null || gzip ? settings.maxBodyBytes() : length;
    InFlight.Share share =
        inFlight
            .tryTake(bytes)
            .orElseThrow(() ->
                ProblemException.unavailable(
                    "overloaded",
                    "too many bytes are under way; send again later",
                    AppendSettings.RETRY_AFTER));
    Waiting waiting = new Waiting(pending);
    try {
      List<Submission> events = read(body, type, gzip);
      CompletableFuture<Response> answer =
          intake
              .take(events, null, taken -> wait ? waiting.ticketFor(taken) : null)
              .whenComplete((receipt, failure) -> share.close())
              .thenCompose(receipt -> waiting.answer(receipt, settings.waitTimeout()))
              .thenApply(EventsResource::response)
              .whenComplete((response, failure) -> waiting.close());
      return Uni.createFrom().completionStage(answer).onFailure().transform(this::problem);
    } catch (IOException | RuntimeException e) {
      share.close();
      waiting.close();
      throw e instanceof RuntimeException known
          ? known
          : ProblemException.badRequest("body_cut", "the body ended early: " + e.getMessage());
    }
  }

  private List<Submission> read(InputStream body, String type, boolean gzip) throws IOException {
    try {
      byte[] bytes = bodies.read(body, gzip);
      boolean ndjson = type.toLowerCase(Locale.ROOT).startsWith(MediaTypes.NDJSON);
      return ndjson ? bodies.ndjson(bytes) : bodies.json(bytes);
    } catch (BodyException e) {
      String message = String.valueOf(e.getMessage());
      throw switch (e.fault()) {
        case TOO_LARGE -> tooLarge(message);
        case MALFORMED -> ProblemException.badRequest("malformed_body", message);
      };
    }
  }

  private static boolean isGzip(@Nullable String encoding) {
    String name = encoding == null ? "identity" : encoding.strip().toLowerCase(Locale.ROOT);
    return switch (name) {
      case "gzip", "x-gzip" -> true;
      case "identity", "" -> false;
      default ->
          throw new ProblemException(
              Problem.of(
                  415,
                  "unsupported_encoding",
                  "Content-Encoding '%s' is not known; send gzip or none".formatted(name)));
    };
  }

  private static Response response(AppendAnswer answer) {
    if (answer.events().isEmpty() && !answer.refused().isEmpty()) {
      throw ProblemException.badRequest(
          "no_event_taken",
          "none of the %d events could be taken; the first: %s"
              .formatted(answer.refused().size(), answer.refused().getFirst().reason()),
          Map.of("refused", answer.refused()));
    }
    boolean allConflict =
        !answer.events().isEmpty()
            && answer.refused().isEmpty()
            && answer.events().stream().allMatch(AppendAnswer.Item::isConflict);
    if (allConflict) {
      throw new ProblemException(
          Problem.of(
              409,
              "conflict",
              String.valueOf(answer.events().getFirst().reason()),
              Map.of("events", answer.events())));
    }
    return Response.accepted(answer).build();
  }

  private Throwable problem(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return cause instanceof IntakeUnavailableException
        ? unavailable(cause.getMessage() + "; events without an id or req_id may come twice")
        : cause;
  }

  private static ProblemException unavailable(String detail) {
    return ProblemException.unavailable("kafka_unavailable", detail, AppendSettings.RETRY_AFTER);
  }

  private static ProblemException tooLarge(String detail) {
    return new ProblemException(Problem.of(413, "too_large", detail));
  }
}
