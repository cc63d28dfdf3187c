package dev.rearview.standalone;

/** It cannot start, for a reason that the user can do something about; the message says it all. */
final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RefusedException(String message) {
    super(message);
  }
}
