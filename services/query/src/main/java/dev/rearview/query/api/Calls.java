package dev.rearview.query.api;

import dev.rearview.query.upstream.UpstreamException;
import dev.rearview.query.upstream.UpstreamException.Reason;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.AbstractBlockingStub;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/** Calls another service and says in our words why it did not answer. */
final class Calls {
  private Calls() {}

  /** One call that ends within the given time. */
  static <S extends AbstractBlockingStub<S>, T> T ask(
      String service, S stub, Duration within, Function<S, T> call) {
    long millis = Math.max(1, within.toMillis());
    return translated(
        service, () -> call.apply(stub.withDeadlineAfter(millis, TimeUnit.MILLISECONDS)));
  }

  static <T> T translated(String service, Supplier<T> call) {
    try {
      return call.get();
    } catch (StatusRuntimeException e) {
      throw failure(service, e.getStatus(), e);
    }
  }

  static UpstreamException failure(String service, Status status, Throwable cause) {
    return new UpstreamException(service, reason(status), sentence(service, status), cause);
  }

  private static Reason reason(Status status) {
    return switch (status.getCode()) {
      case NOT_FOUND -> Reason.NOT_FOUND;
      case INVALID_ARGUMENT,
          FAILED_PRECONDITION,
          OUT_OF_RANGE,
          PERMISSION_DENIED,
          UNAUTHENTICATED ->
          Reason.REFUSED;
      case UNAVAILABLE, RESOURCE_EXHAUSTED -> Reason.UNAVAILABLE;
      case DEADLINE_EXCEEDED -> Reason.TOO_LATE;
      case CANCELLED -> Reason.CANCELLED;
      case OK, UNKNOWN, ALREADY_EXISTS, ABORTED, UNIMPLEMENTED, INTERNAL, DATA_LOSS ->
          Reason.FAILED;
    };
  }

  /** What to tell the user: the other side's own words where it has some. */
  static String sentence(String who, Status status) {
    String said = status.getDescription();
    return switch (status.getCode()) {
      case DEADLINE_EXCEEDED -> who + " did not answer in time";
      case UNAVAILABLE -> who + " cannot be reached" + (said == null ? "" : ": " + said);
      case CANCELLED -> "the call to " + who + " was cancelled";
      default -> said == null ? who + " failed: " + status.getCode() : said;
    };
  }
}
