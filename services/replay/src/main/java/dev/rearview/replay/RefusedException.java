package dev.rearview.replay;

/** A question that cannot be answered, with a stable code. */
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Whose turn it is. */
  public enum Category {
    /** The question is wrong. */
    USER,
    /** What it names is not in the log. */
    MISSING,
    /** Right, but not now: trying again after a moment helps. */
    UNAVAILABLE
  }

  private final Category category;
  private final String code;

  private RefusedException(Category category, String code, String message) {
    super(message);
    this.category = category;
    this.code = code;
  }

  public static RefusedException wrong(String code, String message) {
    return new RefusedException(Category.USER, code, message);
  }

  public static RefusedException missing(String code, String message) {
    return new RefusedException(Category.MISSING, code, message);
  }

  public static RefusedException notNow(String code, String message) {
    return new RefusedException(Category.UNAVAILABLE, code, message);
  }

  public Category category() {
    return category;
  }

  /** Lower case with underscores. */
  public String code() {
    return code;
  }
}
