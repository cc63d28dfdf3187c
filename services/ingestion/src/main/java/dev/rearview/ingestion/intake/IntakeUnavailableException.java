package dev.rearview.ingestion.intake;

import org.jspecify.annotations.Nullable;

/** Events cannot be kept safely now; sending them again after a moment helps. */
public final class IntakeUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public IntakeUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
