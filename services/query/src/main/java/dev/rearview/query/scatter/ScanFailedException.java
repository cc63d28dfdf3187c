package dev.rearview.query.scatter;

/** A place did not answer, or not wholly; the message is the reason for the report. */
public final class ScanFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ScanFailedException(String reason, Throwable cause) {
    super(reason, cause);
  }

  public ScanFailedException(String reason) {
    super(reason);
  }

  public String reason() {
    String message = getMessage();
    return message == null ? "" : message;
  }
}
