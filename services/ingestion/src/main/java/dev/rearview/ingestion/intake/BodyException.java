package dev.rearview.ingestion.intake;

/** A request's body cannot be taken apart into events. */
public final class BodyException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What is wrong with it. */
  public enum Fault {
    /** More bytes, decompressed or not, or more events than a request may have. */
    TOO_LARGE,
    /** Not what its type says. */
    MALFORMED
  }

  private final Fault fault;

  BodyException(Fault fault, String message) {
    super(message);
    this.fault = fault;
  }

  public Fault fault() {
    return fault;
  }
}
