package dev.rearview.causality.api;

import dev.rearview.streams.StoreUnavailableException;
import dev.rearview.timeql.syntax.TimeQlException;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import org.jboss.logging.Logger;

/** What ends a call, as a gRPC status; what is unexpected stays in the log. */
final class Refusals {
  private static final Logger LOG = Logger.getLogger(Refusals.class);

  private Refusals() {}

  static StatusRuntimeException status(RuntimeException e) {
    return switch (e) {
      case StatusRuntimeException told -> told;
      case TimeQlException wrong -> told(Status.INVALID_ARGUMENT, wrong);
      case IllegalArgumentException wrong -> told(Status.INVALID_ARGUMENT, wrong);
      case StoreUnavailableException notNow -> told(Status.UNAVAILABLE, notNow);
      default -> {
        LOG.error("call failed", e);
        yield Status.INTERNAL
            .withDescription("an internal error; the service's log has the cause")
            .asRuntimeException();
      }
    };
  }

  private static StatusRuntimeException told(Status status, RuntimeException e) {
    return status.withDescription(e.getMessage()).asRuntimeException();
  }
}
