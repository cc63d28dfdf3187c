package dev.rearview.cli;

import dev.rearview.timeql.syntax.TimeQlException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/** Why a command ends early: a sentence for the user and an exit code. */
final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The command or the statement is wrong. */
  static final int WRONG = 2;

  /** Answered, but not wholly. */
  static final int PARTIAL = 3;

  private final int exitCode;

  Failure(int exitCode, String sentence) {
    super(sentence, null, false, false);
    this.exitCode = exitCode;
  }

  static Failure failed(String sentence) {
    return new Failure(1, sentence);
  }

  static Failure wrong(String sentence) {
    return new Failure(WRONG, sentence);
  }

  /** A statement that is wrong, with the place marked under it. */
  static Failure statement(String statement, TimeQlException e) {
    return statement(statement, String.valueOf(e.getMessage()), e.line(), e.column());
  }

  static Failure statement(String statement, String sentence, int line, int column) {
    String marked = line > 0 ? marked(statement, line, column) : null;
    return wrong(marked == null ? sentence : sentence + "\n" + marked);
  }

  private static @Nullable String marked(String statement, int line, int column) {
    String text = statement.lines().skip(line - 1L).findFirst().orElse(null);
    if (text == null || text.length() > 500 || column > text.length() + 1) {
      return null;
    }
    return "  " + text + "\n  " + " ".repeat(column - 1) + "^";
  }

  static Failure of(Exception e) {
    return switch (e) {
      case Failure failure -> failure;
      case NoSuchFileException missing -> failed(missing.getFile() + ": there is no such file");
      case AccessDeniedException denied -> failed(denied.getFile() + ": access denied");
      case IOException io -> failed(io.getMessage() == null ? io.toString() : io.getMessage());
      default -> failed("unexpected: " + e);
    };
  }

  int exitCode() {
    return exitCode;
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
