package dev.rearview.engine.pattern;

/** A pattern that cannot be run; its message is meant for the one who wrote it. */
public final class RegexRefusedException extends IllegalArgumentException {
  /** Why. */
  public enum Reason {
    SYNTAX("pattern_syntax"),
    TOO_LARGE("pattern_too_large");

    private final String code;

    Reason(String code) {
      this.code = code;
    }
  }

  private final Reason reason;

  RegexRefusedException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** Stable, for programs. */
  public String code() {
    return reason.code;
  }
}
