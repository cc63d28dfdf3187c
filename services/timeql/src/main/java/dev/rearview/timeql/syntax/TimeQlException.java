package dev.rearview.timeql.syntax;

import org.jspecify.annotations.Nullable;

/**
 * A statement that is wrong, refused before anything ran. The message is one sentence for the user
 * with all that the members say.
 */
public final class TimeQlException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Code code;
  private final int line;
  private final int column;
  private final String found;
  private final String expected;
  private final @Nullable String nearest;

  /** Stable words for programs. */
  public enum Code {
    /** The text is no statement. */
    SYNTAX("timeql_syntax"),
    /** A statement, but one that means nothing: a wrong type, an unknown function. */
    MEANING("timeql_meaning"),
    /** A parameter without a value. */
    UNBOUND("timeql_unbound_parameter"),
    /** Longer, deeper or wider than a statement may be. */
    TOO_LARGE("timeql_too_large");

    private final String text;

    Code(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }

  /**
   * @param found what stands there, as the user wrote it
   * @param expected what could stand there, or what is wrong with it
   * @param nearest the nearest thing that would be right; null where nothing is near
   */
  public TimeQlException(
      Code code, Position at, String found, String expected, @Nullable String nearest) {
    super(sentence(at, found, expected, nearest), null, false, false);
    this.code = code;
    this.line = at.line();
    this.column = at.column();
    this.found = found;
    this.expected = expected;
    this.nearest = nearest;
  }

  /** Of a meaning that is wrong, without a nearest right one. */
  public static TimeQlException meaning(Position at, String found, String expected) {
    return new TimeQlException(Code.MEANING, at, found, expected, null);
  }

  private static String sentence(
      Position at, String found, String expected, @Nullable String nearest) {
    StringBuilder text = new StringBuilder();
    if (at.line() > 0) {
      text.append("line ").append(at.line()).append(", column ").append(at.column()).append(": ");
    }
    text.append("found ").append(found).append(", expected ").append(expected);
    if (nearest != null) {
      text.append("; did you mean ").append(nearest).append('?');
    }
    return text.toString();
  }

  public Code code() {
    return code;
  }

  /** From 1; 0 where it is about no place. */
  public int line() {
    return line;
  }

  /** From 1; 0 where it is about no place. */
  public int column() {
    return column;
  }

  public String found() {
    return found;
  }

  public String expected() {
    return expected;
  }

  public @Nullable String nearest() {
    return nearest;
  }
}
