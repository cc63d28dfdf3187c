package dev.rearview.query.upstream;

/** Another service did not answer a question. */
public final class UpstreamException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why there is no answer. */
  public enum Reason {
    /** What was asked for is not there. */
    NOT_FOUND,
    /** The question was wrong. */
    REFUSED,
    /** The service is away, or has too much to do. */
    UNAVAILABLE,
    /** No answer in time. */
    TOO_LATE,
    /** The question was withdrawn. */
    CANCELLED,
    /** A fault over there. */
    FAILED
  }

  private final String service;
  private final Reason reason;

  public UpstreamException(String service, Reason reason, String detail, Throwable cause) {
    super(detail, cause);
    this.service = service;
    this.reason = reason;
  }

  public String service() {
    return service;
  }

  public Reason reason() {
    return reason;
  }

  public String detail() {
    String message = getMessage();
    return message == null ? "" : message;
  }
}
