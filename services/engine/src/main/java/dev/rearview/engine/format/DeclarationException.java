package dev.rearview.engine.format;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A file of declared formats that cannot be used; says all that is wrong with it. */
public final class DeclarationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * One thing that is wrong.
   *
   * @param line from 1
   * @param format null where it belongs to none
   * @param what the value, what was expected and what came
   */
  public record Problem(String file, int line, @Nullable String format, String what) {
    @Override
    public String toString() {
      return "%s:%d: %s%s".formatted(file, line, format == null ? "" : format + ": ", what);
    }
  }

  private final transient List<Problem> problems;

  public DeclarationException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  public List<Problem> problems() {
    return problems;
  }
}
