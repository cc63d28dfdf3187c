package dev.rearview.ingestion.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rearview.http.api.Problem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Refuses a body by its announced length with a problem document, before the server's own, larger
 * limit cuts the request off without a word.
 */
@Singleton
final class LengthLimit {
  private final AppendSettings settings;
  private final ObjectMapper json;

  LengthLimit(AppendSettings settings, ObjectMapper json) {
    this.settings = settings;
    this.json = json;
  }

  void register(@Observes Router router) {
    router.route(HttpMethod.POST, "/api/v1/events").order(Integer.MIN_VALUE).handler(this::check);
  }

  private void check(RoutingContext request) {
    String length = request.request().getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length == null || !isTooLong(length)) {
      request.next();
      return;
    }
    Problem problem =
        Problem.of(
            413,
            "too_large",
            "the body has %s bytes, at most %d are taken"
                .formatted(length, settings.maxBodyBytes()));
    request
        .response()
        .setStatusCode(problem.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
        .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
        .end(document(problem));
  }

  private boolean isTooLong(String length) {
    try {
      return Long.parseLong(length) > settings.maxBodyBytes();
    } catch (NumberFormatException e) {
      return true;
    }
  }

  private String document(Problem problem) {
    try {
      return json.writeValueAsString(problem);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a problem is always writable", e);
    }
  }
}
