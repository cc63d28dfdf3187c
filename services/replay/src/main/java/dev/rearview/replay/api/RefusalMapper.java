package dev.rearview.replay.api;

import dev.rearview.http.api.Problem;
import dev.rearview.http.api.ProblemException;
import dev.rearview.replay.RefusedException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns a refused question into its problem document. */
final class RefusalMapper {
  @ServerExceptionMapper
  Response problem(RefusedException refused) {
    ProblemException problem = Refusals.problem(refused);
    Response.ResponseBuilder response =
        Response.status(problem.problem().status())
            .type(Problem.MEDIA_TYPE)
            .entity(problem.problem());
    if (problem.retryAfter() != null) {
      response.header(HttpHeaders.RETRY_AFTER, problem.retryAfter().toSeconds());
    }
    return response.build();
  }
}
