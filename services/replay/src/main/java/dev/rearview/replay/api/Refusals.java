package dev.rearview.replay.api;

import dev.rearview.http.api.ProblemException;
import dev.rearview.replay.RefusedException;
import dev.rearview.timeql.syntax.TimeQlException;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import org.jboss.logging.Logger;

/** How a refused question leaves: as a gRPC status or as a problem document. */
final class Refusals {
  /** The stable code, in the trailers. */
  static final Metadata.Key<String> CODE =
      Metadata.Key.of("rearview-code", Metadata.ASCII_STRING_MARSHALLER);

  private static final Logger LOG = Logger.getLogger(Refusals.class);

  private Refusals() {}

  static StatusRuntimeException status(RuntimeException e) {
    return switch (e) {
      case StatusRuntimeException status -> status;
      case RefusedException refused ->
          status(
              switch (refused.category()) {
                case USER -> Status.INVALID_ARGUMENT;
                case MISSING -> Status.NOT_FOUND;
                case UNAVAILABLE -> Status.UNAVAILABLE;
              },
              refused.code(),
              String.valueOf(refused.getMessage()));
      case TimeQlException wrong ->
          status(Status.INVALID_ARGUMENT, "bad_fragment", String.valueOf(wrong.getMessage()));
      case IllegalArgumentException wrong ->
          status(Status.INVALID_ARGUMENT, "bad_request", String.valueOf(wrong.getMessage()));
      default -> {
        LOG.error("a call failed", e);
        yield status(
            Status.INTERNAL, "internal", "an internal error; the log of replay has the cause");
      }
    };
  }

  private static StatusRuntimeException status(Status status, String code, String message) {
    Metadata trailers = new Metadata();
    trailers.put(CODE, code);
    return status.withDescription(message).asRuntimeException(trailers);
  }

  /** What another instance refused, or why it cannot be asked. */
  static RefusedException of(StatusRuntimeException refused) {
    Metadata trailers = refused.getTrailers();
    String code = trailers == null ? null : trailers.get(CODE);
    String message =
        refused.getStatus().getDescription() == null
            ? refused.getStatus().getCode().name()
            : refused.getStatus().getDescription();
    return switch (refused.getStatus().getCode()) {
      case INVALID_ARGUMENT -> RefusedException.wrong(code == null ? "bad_request" : code, message);
      case NOT_FOUND -> RefusedException.missing(code == null ? "not_found" : code, message);
      default ->
          code == null
              ? RefusedException.notNow(
                  "instance_unavailable",
                  "the instance that holds the component does not answer: " + message)
              : RefusedException.notNow(code, message);
    };
  }

  static ProblemException problem(RefusedException refused) {
    String message = String.valueOf(String.valueOf(refused.getMessage()));
    return switch (refused.category()) {
      case USER -> ProblemException.badRequest(refused.code(), message);
      case MISSING -> ProblemException.notFound(refused.code(), message);
      case UNAVAILABLE ->
          ProblemException.unavailable(refused.code(), message, Duration.ofSeconds(1));
    };
  }
}
