package dev.rearview.http.api;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;

/**
 * A problem document (RFC 9457).
 *
 * @param type {@code urn:rearview:problem:<code>}
 * @param title the code in words
 * @param status HTTP status
 * @param detail what was wrong, the value, what was expected, where
 * @param code stable, lower case with underscores
 * @param extensions further members, at the document's top level
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
    String type,
    String title,
    int status,
    String detail,
    String code,
    @JsonAnyGetter Map<String, Object> extensions) {
  public static final String MEDIA_TYPE = "application/problem+json";

  public Problem {
    extensions = Map.copyOf(extensions);
  }

  public static Problem of(int status, String code, String detail) {
    return of(status, code, detail, Map.of());
  }

  public static Problem of(int status, String code, String detail, Map<String, Object> extensions) {
    return new Problem(
        "urn:rearview:problem:" + code, code.replace('_', ' '), status, detail, code, extensions);
  }
}
