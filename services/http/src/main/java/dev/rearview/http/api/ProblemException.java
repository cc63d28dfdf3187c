package dev.rearview.http.api;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request ends with a problem document. */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient Problem problem;
  private final @Nullable Duration retryAfter;

  public ProblemException(Problem problem) {
    this(problem, null);
  }

  private ProblemException(Problem problem, @Nullable Duration retryAfter) {
    super(problem.detail());
    this.problem = problem;
    this.retryAfter = retryAfter;
  }

  /** 400: the request itself is wrong. */
  public static ProblemException badRequest(String code, String detail) {
    return new ProblemException(Problem.of(400, code, detail));
  }

  /** 400 with further members, as line and column. */
  public static ProblemException badRequest(
      String code, String detail, Map<String, Object> extensions) {
    return new ProblemException(Problem.of(400, code, detail, extensions));
  }

  /** 404: what the request names is not there. */
  public static ProblemException notFound(String code, String detail) {
    return new ProblemException(Problem.of(404, code, detail));
  }

  /** 503 with {@code Retry-After}: right, but not now. */
  public static ProblemException unavailable(String code, String detail, Duration retryAfter) {
    return new ProblemException(Problem.of(503, code, detail), retryAfter);
  }

  public Problem problem() {
    return problem;
  }

  /** When to try again; null where that would not help. */
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
